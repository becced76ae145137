import { Report } from '@huleedu/rule-087';
import { json } from './json';
import { text } from './text';

/** From reports to what is printed; pure. */
export const reporters: Record<'text' | 'json', (reports: Report[]) => string> =
  { text, json };
