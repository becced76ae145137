import { ClauseResult, Report, Severity } from '@huleedu/rule-087';
import { Outcome } from '../outcome/Outcome';

/** A clause that fails at a line of the Dockerfile. */
export function failing(
  id: string,
  severity: Severity,
  {
    message = 'It is wrong.',
    line = 1,
    file = 'services/a/Dockerfile.dev',
  } = {},
): ClauseResult {
  return {
    id,
    severity,
    verdict: 'fail',
    message,
    evidence: [
      { file, startLine: line, startColumn: 5, endLine: line, endColumn: 9 },
    ],
    fixable: false,
  };
}

/** What a check of one service found. */
export function outcomeOf(
  clauses: ClauseResult[],
  { directory = '', ...report }: Partial<Report> & { directory?: string } = {},
): Outcome {
  return {
    results: [
      {
        directory,
        report: {
          standard: { id: '087', version: '1' },
          service: 'a',
          kind: 'http',
          framework: 'quart',
          inferred: [],
          files: {
            dockerfile: 'services/a/Dockerfile.dev',
            compose: [],
            pyproject: null,
          },
          conforms: false,
          score: 0,
          notices: [],
          clauses,
          ...report,
        },
      },
    ],
  };
}
