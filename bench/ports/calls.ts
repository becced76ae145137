import { BundlePorts } from '@huleedu/plugin-dockmaster-common';

/** What a caller asks of the registry. */
export type Call =
  | { kind: 'reserve'; owner: string }
  | { kind: 'release'; owner: string; id: string; version: number };

/** A bundle that an owner was given. */
export type Held = {
  owner: string;
  id: string;
  version: number;
  ports: BundlePorts;
};

/** What became of a call. Times are the caller's, in milliseconds since 1970. */
export type Outcome = { call: Call; startedAt: number; endedAt: number } & (
  | { result: 'reserved'; held: Held; created: boolean }
  | { result: 'released' }
  /** The registry refused, by a code of its own. */
  | { result: 'refused'; code: string }
  /** The transaction was rolled back on purpose, and its caller gave up. */
  | { result: 'rolled back' }
  /** An error that no client should see. */
  | { result: 'failed'; message: string }
  /** The caller's process was killed before it had an answer. */
  | { result: 'killed' }
);

/** What the benchmark tells a worker. */
export type Order =
  | { order: 'call'; calls: Call[]; rolledBack: number }
  /** The next transaction stops short of its commit, and says so. */
  | { order: 'hold' }
  | { order: 'go on' };

/** What a worker tells the benchmark. */
export type Report =
  | { report: 'ready' }
  | { report: 'outcome'; index: number; outcome: Outcome }
  | { report: 'holding' };
