/** A field of the form that asks for ports. */
export type PortField = 'owner' | 'ports.http' | 'ports.database' | 'ttl';

/** Why the registry refused, and what would help. */
export type PortProblem = {
  code?: string;
  message: string;
  /** What in the request is at fault. */
  field?: PortField;
  /** Leases that end, where nothing is free before. */
  leases: Array<{ port: number; owner?: string; until: string }>;
};

type Details = {
  field?: unknown;
  pool?: unknown;
  leased?: unknown;
};

const FIELDS: PortField[] = ['owner', 'ports.http', 'ports.database', 'ttl'];

const BY_CODE: Record<string, PortField> = {
  OWNER_HELD: 'owner',
  OWNER_HAS_OTHER: 'owner',
};

/** Reads an error of the registry. What other errors say is their message alone. */
export function portProblemOf(error: Error): PortProblem {
  // A ResponseError carries the backend's own error as its cause.
  const cause = (
    error.cause instanceof Error ? error.cause : error
  ) as Error & {
    code?: string;
    details?: Details;
  };
  const { code, message, details = {} } = cause;
  return {
    code,
    message,
    field: fieldOf(code, details),
    leases: leasesOf(details),
  };
}

function fieldOf(code: string | undefined, details: Details) {
  if (code !== undefined && code in BY_CODE) return BY_CODE[code];
  const pool = nameOf(details.pool);
  const name = details.field ?? (pool && `ports.${pool}`);
  return FIELDS.find(field => field === name);
}

function nameOf(pool: unknown): string | undefined {
  if (typeof pool === 'string') return pool;
  return (pool as { name?: string } | undefined)?.name;
}

function leasesOf({ leased }: Details): PortProblem['leases'] {
  if (!Array.isArray(leased)) return [];
  return leased
    .filter(({ until }) => typeof until === 'string')
    .sort((a, b) => a.until.localeCompare(b.until));
}
