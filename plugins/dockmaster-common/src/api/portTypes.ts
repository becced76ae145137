/** What a port of a bundle is for. @public */
export type PortRole = 'http' | 'prometheus' | 'database';

/** The ports of a bundle; a role that it lacks is left out. @public */
export type BundlePorts = Partial<Record<PortRole, number>>;

/**
 * The ports of one owner in one environment.
 *
 * @notes
 * `leased` ports go back on `expiresAt` unless they are confirmed; `active` ones stay until they are released.
 *
 * @public
 */
export type Reservation = {
  id: string;
  /** Grows with every change; a change names it in `If-Match`. */
  version: number;
  /** Entity ref, in lower case. */
  owner: string;
  environment: string;
  kind: 'http' | 'worker';
  state: 'leased' | 'active';
  /** Who asked: a user's entity ref, or a service's subject. */
  requester: string;
  /** ISO 8601 instant. */
  expiresAt?: string;
  ports: BundlePorts;
  /** The scaffolder task that it was made for. */
  task?: string;
  /** URL of the pull request that it waits for. */
  pullRequest?: string;
  createdAt: string;
  updatedAt: string;
  /** Numbers that were still in quarantine, taken since nothing else was left. */
  reused?: Array<{ port: number; previousOwner: string; until: string }>;
};

/** @public */
export type ReserveRequest = {
  /** Entity ref of the service, which need not exist yet. */
  owner: string;
  /** By default `default`. */
  environment?: string;
  /** By default `http`. A worker's bundle is its database port alone. */
  kind?: 'http' | 'worker';
  /** Whether a database port is wanted, too. */
  database?: boolean;
  /** Explicit numbers, honoured or refused. */
  ports?: { http?: number; database?: number };
  /** By default `leased`. */
  state?: 'leased' | 'active';
  /** How long a lease lasts, as an ISO 8601 duration such as `PT24H`. */
  ttl?: string;
  task?: string;
  pullRequest?: string;
};

/** What reserving would give at this moment; nothing is taken, and somebody else may be quicker. @public */
export type PortPreview = {
  preview: true;
  binding: false;
  owner: string;
  environment: string;
  kind: 'http' | 'worker';
  ports: BundlePorts;
  /** Whether the owner has these ports already. */
  held: boolean;
  reused?: Reservation['reused'];
};

/** @public */
export type PortState =
  | 'free'
  | 'leased'
  | 'active'
  | 'quarantined'
  | 'blocked'
  | 'observed'
  | 'conflict';

/** A line that declares or publishes a port. @public */
export type PortPlace = {
  file: string;
  line: number;
  /** Where people see the file. */
  url?: string;
  /** The entity whose file says it. */
  owner?: string;
  /** The Compose service that publishes it. */
  composeService?: string;
};

/** One number of a pool. @public */
export type PoolPort = {
  port: number;
  state: PortState;
  owner?: string;
  /** ISO 8601 instant at which a lease or a quarantine ends. */
  until?: string;
  /** Why a number is blocked or in conflict, in a sentence. */
  reason?: string;
  /** The Prometheus port of an HTTP port, and the other way round. */
  partner?: number;
  /** The lines that say it. */
  places?: PortPlace[];
};

/** @public */
export type PortPool = {
  name: PortRole;
  from: number;
  to: number;
  ports: PoolPort[];
};

/** @public */
export type PortOverview = {
  environment: string;
  environments: string[];
  pools: PortPool[];
  /** Registered numbers outside the pools: services that were there before. */
  outside: Array<PoolPort & { role: PortRole }>;
};

/** @public */
export type ListReservationsRequest = {
  environment?: string;
  owner?: string;
  state?: 'leased' | 'active';
  port?: number;
  requester?: string;
  /** At most 200; 50 by default. */
  limit?: number;
  cursor?: string;
};

/** What a change is based on. @public */
export type ReservationVersion = Pick<Reservation, 'id' | 'version'>;

/** What became of released ports; `released` is false where there was no such reservation any more. @public */
export type PortRelease = {
  released: boolean;
  ports: BundlePorts;
  /** ISO 8601 instant until which only the previous owner gets them, unless nothing else is left. */
  quarantinedUntil?: string;
};

/** Of a port, of an owner, or of both. @public */
export type PortHistoryRequest = {
  environment?: string;
  port?: number;
  owner?: string;
  /** At most 200; 50 by default. */
  limit?: number;
  cursor?: string;
};

/** @public */
export type ReservationPage = { items: Reservation[]; nextCursor?: string };

/** Something that happened to a port. @public */
export type PortEvent = {
  at: string;
  environment: string;
  action:
    | 'reserved'
    | 'confirmed'
    | 'renewed'
    | 'released'
    | 'expired'
    | 'transferred'
    | 'imported';
  owner: string;
  actor: string;
  port: number;
  role: PortRole;
  reservation: string;
  detail?: string;
};

/** @public */
export type PortHistory = { items: PortEvent[]; nextCursor?: string };

/** Where files and registry differ. @public */
export type PortDrift = {
  code:
    | 'UNREGISTERED'
    | 'CONFLICT'
    | 'OUT_OF_POOL'
    | 'OFFSET_DRIFT'
    | 'MISMATCH'
    | 'LITERAL'
    | 'UNRESOLVED'
    | 'NOT_SEEN';
  environment: string;
  message: string;
  owner?: string;
  role?: PortRole | 'other';
  port?: number;
  /** The number that is registered, where it is another. */
  registered?: number;
  places: PortPlace[];
};

/** One service of a fleet that is imported, and what becomes of it. @public */
export type PortImportRow = {
  owner: string;
  outcome:
    | 'assigned'
    | 'legacy'
    | 'unchanged'
    | 'blocked'
    | 'conflict'
    | 'not-applicable';
  /** What is, or would be, written. */
  ports: BundlePorts;
  reason: string;
  places: PortPlace[];
};

/** @public */
export type PortImport = {
  environment: string;
  dryRun: boolean;
  rows: PortImportRow[];
};
