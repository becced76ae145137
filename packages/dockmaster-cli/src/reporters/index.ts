import { Report } from '@huleedu/rule-087';
import { github } from './github';
import { json } from './json';
import { sarif } from './sarif';
import { text } from './text';

export type ReporterOptions = {
  /** Whether the reader is a terminal that shows colours. */
  colors: boolean;
};

/** From reports to what is printed; pure. */
export const reporters: Record<
  'text' | 'json' | 'sarif' | 'github',
  (reports: Report[], options: ReporterOptions) => string
> = { text, json, sarif, github };
