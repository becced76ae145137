import { Report, ServiceDetail } from '@huleedu/plugin-dockmaster-common';

type Clause = Report['clauses'][number];

export function clause(
  id: string,
  verdict: Clause['verdict'],
  overrides: Partial<Clause> = {},
): Clause {
  return {
    id,
    severity: 'must',
    verdict,
    message: `About ${id}.`,
    evidence: [
      {
        file: 'services/a_service/Dockerfile.dev',
        startLine: 13,
        startColumn: 5,
        endLine: 13,
        endColumn: 20,
      },
    ],
    fixable: false,
    ...overrides,
  };
}

/** A service that was checked a while ago, with the given clauses. */
export function serviceDetail(
  clauses: Clause[],
  overrides: Partial<ServiceDetail> = {},
): ServiceDetail {
  const count = (verdict: string, severity?: string) =>
    clauses.filter(
      item =>
        item.verdict === verdict && (!severity || item.severity === severity),
    ).length;
  const counts = {
    pass: count('pass'),
    fail: count('fail'),
    unknown: count('unknown'),
    waived: count('waived'),
    'not-applicable': count('not-applicable'),
    mustFail: count('fail', 'must'),
    shouldFail: count('fail', 'should'),
    mustUnknown: count('unknown', 'must'),
  };
  const decided = counts.mustUnknown > 0 ? null : true;
  const conforms = counts.mustFail > 0 ? false : decided;
  const score = 71;
  return {
    entityRef: 'component:default/a-service',
    state: 'checked',
    stale: false,
    conforms,
    score,
    counts,
    checkedAt: new Date(Date.now() - 125_000).toISOString(),
    attemptedAt: new Date(Date.now() - 125_000).toISOString(),
    since: '2026-10-03T10:00:00.000Z',
    reason: null,
    links: {},
    report: {
      standard: { id: '087', version: '1' },
      service: 'a_service',
      kind: 'http',
      framework: 'quart',
      inferred: [],
      files: {
        dockerfile: 'services/a_service/Dockerfile.dev',
        compose: [],
        pyproject: null,
      },
      conforms,
      score,
      notices: [],
      clauses,
    },
    ...overrides,
  };
}

/** A service without a report. */
export function unjudged(
  state: ServiceDetail['state'],
  reason: string | null,
): ServiceDetail {
  return serviceDetail([], {
    state,
    reason,
    conforms: null,
    score: null,
    counts: null,
    checkedAt: null,
    since: null,
    report: null,
  });
}

export const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'a-service', namespace: 'default' },
  spec: { type: 'service', lifecycle: 'production', owner: 'team' },
};
