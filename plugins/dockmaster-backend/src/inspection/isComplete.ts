import { Report } from '@huleedu/rule-087';

/** Whether every file was there to be judged: what a part of them does not say, another may. */
export function isComplete({ notices }: Report): boolean {
  return notices.every(({ severity }) => severity !== 'error');
}
