import {
  BundlePorts,
  ListReservationsRequest,
  PortEvent,
  PortHistory,
  Reservation,
  ReservationPage,
} from '@huleedu/plugin-dockmaster-common';
import { ObservationRow } from './claims';
import { PortFacts } from './PortFacts';
import { Reused } from './chooseBundle';

/** Who asks, and for whom. */
export type Reserve = {
  owner: string;
  environment: string;
  kind: 'http' | 'worker';
  database: boolean;
  explicit: { http?: number; database?: number };
  state: 'leased' | 'active';
  ttlMs: number;
  requester: string;
  task?: string;
  pullRequest?: string;
  /** Whether the entity exists: then whoever may ask for it shares its bundle. */
  ownerExists: boolean;
};

/** A change of a reservation that is as its version says. */
export type Change = { id: string; version: number; actor: string };

/** Ports that a service had before the registry came, written as they are. */
export type ImportBundle = {
  owner: string;
  environment: string;
  kind: 'http' | 'worker';
  ports: BundlePorts;
  actor: string;
  detail: string;
};

/** Something that happened to a reservation, for those who listen. */
export type PortChange = {
  action: PortEvent['action'];
  environment: string;
  owner: string;
  reservation: string;
  ports: BundlePorts;
};

/** What is to be chosen from, at one moment of the database's clock. */
export type Snapshot = {
  facts: PortFacts;
  reservations: Reservation[];
  observations: ObservationRow[];
  /** Milliseconds since 1970. */
  now: number;
};

export type Preview = { ports: BundlePorts; reused: Reused; held: boolean };

/** A lease that ends soon. */
export type EndingLease = Reservation & { expiresAt: string };

/**
 * The ports and who has them: the database, and nothing else, knows.
 *
 * @remarks
 * Every change is one transaction that begins by locking its environment. Every method may reject with a PortError.
 */
export interface PortStore {
  reserve(
    request: Reserve,
  ): Promise<{ reservation: Reservation; created: boolean }>;
  preview(request: Reserve): Promise<Preview>;
  get(id: string): Promise<Reservation | undefined>;
  confirm(change: Change): Promise<Reservation>;
  renew(
    change: Change & { ttlMs: number; pullRequest?: string },
  ): Promise<Reservation>;
  transfer(change: Change & { owner: string }): Promise<Reservation>;
  /** Puts the numbers into quarantine. Returns until when; undefined where there is no such reservation. */
  release(
    change: Change,
  ): Promise<{ ports: BundlePorts; quarantinedUntil: string } | undefined>;
  /** Writes bundles as they are, in one transaction; owners that have one are left alone. */
  importBundles(bundles: ImportBundle[]): Promise<void>;
  list(request: ListReservationsRequest): Promise<ReservationPage>;
  history(request: {
    environment: string;
    port?: number;
    owner?: string;
    limit: number;
    cursor?: string;
  }): Promise<PortHistory>;
  snapshot(environment: string): Promise<Snapshot>;
  /** Ends leases and quarantines that are over. */
  sweep(): Promise<void>;
  /** Leases that end soon and whose requester was not told yet; they are marked as told. */
  takeEndingLeases(): Promise<EndingLease[]>;
  /** Counts one complete scan for each owner that has ports: those that are gone for three, and for this long, lose them. */
  forgetOwners(options: {
    exists: (owner: string) => boolean;
    afterMs: number;
  }): Promise<void>;
}
