import {
  ClauseSummary,
  FleetSummary,
  OwnerSummary,
} from '@huleedu/plugin-dockmaster-common';
import { clauses, Report } from '@huleedu/rule-087';

/** A service with its report as it is now; undefined where there is none. */
export type FleetMember = { owner: string | undefined; report?: Report };

/** How a fleet stands: each clause in the rule's order, and each owner, those with the most to fix first. */
export function summarizeFleet(fleet: FleetMember[]): FleetSummary {
  const byOwner = new Map<string | undefined, FleetMember[]>();
  for (const member of fleet) {
    const members = byOwner.get(member.owner) ?? [];
    byOwner.set(member.owner, [...members, member]);
  }
  return {
    total: countServices(fleet),
    clauses: countVerdicts(fleet),
    owners: [...byOwner]
      .map(
        ([owner, members]): OwnerSummary => ({
          owner: owner ?? null,
          ...countServices(members),
        }),
      )
      .sort(
        (a, b) =>
          b.notConforming - a.notConforming ||
          (a.owner ?? '').localeCompare(b.owner ?? ''),
      ),
  };
}

function countServices(members: FleetMember[]): FleetSummary['total'] {
  const reports = members.flatMap(({ report }) => report ?? []);
  const scores = reports.flatMap(({ score }) => score ?? []);
  const count = (conforms: boolean | null) =>
    reports.filter(report => report.conforms === conforms).length;
  return {
    services: members.length,
    conforming: count(true),
    notConforming: count(false),
    undecided: count(null),
    unchecked: members.length - reports.length,
    score:
      scores.length === 0
        ? null
        : Math.floor(
            scores.reduce((sum, score) => sum + score) / scores.length,
          ),
  };
}

function countVerdicts(fleet: FleetMember[]): ClauseSummary[] {
  const summaries = new Map(
    clauses.map(({ id }): [string, ClauseSummary] => [
      id,
      { id, pass: 0, fail: 0, unknown: 0, waived: 0, 'not-applicable': 0 },
    ]),
  );
  for (const { report } of fleet) {
    for (const { id, verdict } of report?.clauses ?? []) {
      const summary = summaries.get(id);
      if (summary) summary[verdict]++;
    }
  }
  return [...summaries.values()];
}
