import { ServiceWaiver } from '@huleedu/plugin-dockmaster-common';
import { Report, summarize } from '@huleedu/rule-087';

/** Waives what does not hold, or cannot be decided, where somebody has granted it. */
export function withWaivers(report: Report, waivers: ServiceWaiver[]): Report {
  if (waivers.length === 0) return report;
  const clauses = report.clauses.map(result => {
    const granted = waivers.find(({ clause }) => clause === result.id);
    const { verdict } = result;
    if (!granted || (verdict !== 'fail' && verdict !== 'unknown'))
      return result;
    const { reason, until, by } = granted;
    return {
      ...result,
      verdict: 'waived' as const,
      waiver: { verdict, reason, ...(until && { until }), by },
    };
  });
  return { ...report, ...summarize(clauses), clauses };
}
