import { BlockedPort, Report, summarize } from '@huleedu/rule-087';
import { partyName } from './overview';
import { isSameParty } from './PortFacts';
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
  const [conflict] = conflictsOf(owner, snapshot);
  if (!conflict) return report;
  const { port, other, file, line } = conflict;
  const place = { startLine: line, startColumn: 1, endLine: line };
  const found = {
    verdict: 'fail' as const,
    message: `Host port ${port} is claimed by ${partyName(
      other,
    )} too. Reserve another one.`,
    evidence: [{ file, ...place, endColumn: 1 }],
  };
  const clauses = report.clauses.map(clause =>
    clause.id === CLAUSE &&
    clause.verdict !== 'waived' &&
    clause.verdict !== 'fail'
      ? { ...clause, ...found }
      : clause,
  );
  return { ...report, clauses, ...summarize(clauses) };
}

/** The owners whose published ports somebody else claims, too. */
export function ownersInConflict({ facts }: Snapshot): string[] {
  return [
    ...new Set(
      facts.allClaims
        .filter(({ source }) => source === 'published')
        .map(({ claimant }) => claimant),
    ),
  ].filter(owner => conflictsOf(owner, { facts }).length > 0);
}

/** The ports that an owner's files publish, and that somebody else claims: for the owner they are as good as blocked. */
export function takenFrom(owner: string, snapshot: Snapshot): BlockedPort[] {
  const taken = new Map(
    conflictsOf(owner, snapshot).map(({ port, other }) => [port, other]),
  );
  return [...taken].map(([port, other]) => ({
    port,
    reason: `${partyName(other)} has it`,
  }));
}

/** A line of the owner's that publishes a port, and who claims that besides. */
type Conflict = { port: number; other: string; file: string; line: number };

function conflictsOf(
  owner: string,
  { facts }: Pick<Snapshot, 'facts'>,
): Conflict[] {
  return facts.allClaims.flatMap(({ port, claimant, source, file, line }) => {
    if (source !== 'published' || claimant !== owner) return [];
    const row = facts.row(port);
    const others = [
      ...(row && row.state !== 'quarantined' && row.owner ? [row.owner] : []),
      ...facts.claims(port).map(claim => claim.claimant),
    ];
    const other = others.find(
      party => !isSameParty(party, owner) && !isSameParty(owner, party),
    );
    return other === undefined ? [] : [{ port, other, file, line }];
  });
}
