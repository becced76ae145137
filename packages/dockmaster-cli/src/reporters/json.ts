import { Report, rule087, versionOf } from '@huleedu/rule-087';

/** The public contract of `--format json`. */
export function json(reports: Report[]): string {
  const standard = reports[0]?.standard ?? {
    id: rule087.id,
    version: versionOf(rule087),
  };
  const results = reports.map(({ standard: _, ...result }) => result);
  return `${JSON.stringify({ standard, results }, null, 2)}\n`;
}
