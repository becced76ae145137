import { Report } from '@huleedu/rule-087';
import { Comparison } from '../baseline/compareWithBaseline';

/** What a check found. */
export type Outcome = {
  results: Result[];
  /** Where a baseline was given. */
  comparison?: Comparison;
};

export type Result = {
  report: Report;
  /** Path of the report's root below the checkout that a pull request shows, ending in `/`; empty where the two are one. */
  directory: string;
};
