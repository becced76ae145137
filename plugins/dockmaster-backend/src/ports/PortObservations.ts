import { FoundLine } from './claims';

/** The lines of the fleet's files that name ports: what scans found last, and what they missed for a while. */
export interface PortObservations {
  /** What a complete scan of a scope found, instead of what an earlier one did. */
  observe(scope: string, observations: FoundLine[]): Promise<void>;
  /** A complete scan of a scope found what the last one did. */
  observeAgain(scope: string): Promise<void>;
  /** The ports that the last complete scan of a scope found. */
  seen(scope: string): Promise<number[]>;
  /** Scopes that exist no more count as scanned and empty. */
  forgetScopes(exists: (scope: string) => boolean): Promise<void>;
}
