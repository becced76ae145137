import { ClauseResult, Report, summarize } from '@huleedu/rule-087';
import { partyName } from './overview';
import { isSameParty } from './PortSituation';
import { Snapshot } from './PortStore';

const CLAUSE = '8.1.unique';

/**
 * Judges 8.1.unique by all that the fleet and the registry know, where that is worse than what the service's own files tell.
 *
 * @returns the report as it was where it is not
 */
export function withUniqueness(
  report: Report,
  owner: string,
  snapshot: Snapshot,
): Report {
  const conflict = conflictOf(owner, snapshot);
  if (!conflict) return report;
  const clauses = report.clauses.map(clause =>
    clause.id === CLAUSE &&
    clause.verdict !== 'waived' &&
    clause.verdict !== 'fail'
      ? { ...clause, ...conflict }
      : clause,
  );
  return { ...report, clauses, ...summarize(clauses) };
}

/** The owners whose published ports somebody else claims, too. */
export function ownersInConflict({ situation }: Snapshot): string[] {
  return [
    ...new Set(
      situation.allClaims
        .filter(({ source }) => source === 'published')
        .map(({ claimant }) => claimant),
    ),
  ].filter(owner => conflictOf(owner, { situation }));
}

function conflictOf(
  owner: string,
  { situation }: Pick<Snapshot, 'situation'>,
): Pick<ClauseResult, 'verdict' | 'message' | 'evidence'> | undefined {
  for (const { port, claimant, source, file, line } of situation.allClaims) {
    if (source !== 'published' || claimant !== owner) continue;
    const row = situation.row(port);
    const others = [
      ...(row && row.state !== 'quarantined' && row.owner ? [row.owner] : []),
      ...situation.claims(port).map(claim => claim.claimant),
    ];
    const other = others.find(
      party => !isSameParty(party, owner) && !isSameParty(owner, party),
    );
    if (other === undefined) continue;
    const place = { startLine: line, startColumn: 1, endLine: line };
    return {
      verdict: 'fail',
      message: `Host port ${port} is claimed by ${partyName(
        other,
      )} too. Reserve another one.`,
      evidence: [{ file, ...place, endColumn: 1 }],
    };
  }
  return undefined;
}
