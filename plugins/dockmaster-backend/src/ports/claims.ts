import { Claim, COMPOSE } from './PortFacts';

/** A line that was observed. */
export type ObservationRow = {
  scope: string;
  owner: string | null;
  composeService: string | null;
  role: Claim['role'];
  protocol: string;
  port: number | null;
  source: 'env' | 'expose' | 'compose-env' | 'published' | 'script' | 'scrape';
  variable: string | null;
  isLiteral: boolean;
  file: string;
  line: number;
  url?: string;
  /** Whether the last complete scan found it. What that missed still keeps the number from others, and is no longer what files say. */
  isSeen: boolean;
};

/** A line as a scan finds it. */
export type FoundLine = Omit<ObservationRow, 'scope' | 'isSeen'>;

/** EXPOSE, start scripts and Prometheus name ports inside a container; a host port is claimed by who publishes or declares it. */
function isClaiming(source: string): source is Claim['source'] {
  return ['env', 'compose-env', 'published'].includes(source);
}

/** The claims that files make on TCP ports, each place once, with the entity that makes them where it is known. */
export function claimsOf(rows: ObservationRow[]): Claim[] {
  const builders = buildersOf(rows);
  const claims = new Map<string, Claim>();
  for (const row of rows) {
    const { port, role, source, file, line, url, isSeen } = row;
    if (port === null || row.protocol !== 'tcp') continue;
    if (!isClaiming(source)) continue;
    const claimant = claimantOf(row, builders);
    const key = JSON.stringify([port, claimant, file, line]);
    const known = claims.get(key);
    if (known) known.isSeen ||= isSeen;
    // The service knows what a line of the monorepo's compose files is for.
    if (known && known.role !== 'other') continue;
    claims.set(key, {
      port,
      role,
      claimant,
      source,
      file,
      line,
      ...(url && { url }),
      isSeen: known?.isSeen ?? isSeen,
    });
  }
  return [...claims.values()];
}

/** Compose service → the entities that publish through it: a database may be shared by several. */
export function buildersOf(rows: ObservationRow[]): Map<string, string[]> {
  const builders = new Map<string, Set<string>>();
  for (const { owner, composeService } of rows) {
    if (owner === null || composeService === null) continue;
    const known = builders.get(composeService) ?? new Set();
    builders.set(composeService, known.add(owner));
  }
  return new Map(
    [...builders].map(([service, owners]) => [service, [...owners].sort()]),
  );
}

/** What several entities share is claimed once, by the first of them. */
function claimantOf(
  { owner, composeService }: ObservationRow,
  builders: Map<string, string[]>,
): string {
  const shared =
    composeService === null ? undefined : builders.get(composeService)?.[0];
  return shared ?? owner ?? `${COMPOSE}${composeService}`;
}
