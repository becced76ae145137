/**
 * What is wrong with a fleet, written down so that a gate lets it pass and stops what comes on top of it.
 *
 * @notes
 * A file that people commit and review: services and clauses are in order, one place a line, and nothing in it changes where only lines
 * move or a file gets another name.
 */
export type Baseline = {
  /** The standard that the services were judged by. */
  standard: { id: string; version: string };
  /** What is wrong with each service, by its name; those with nothing wrong are left out. */
  services: Map<string, KnownService>;
};

export type KnownService = {
  /** For each clause that fails, what stands at each place where it does, as {@link placeText} gives it. */
  failing: Map<string, string[]>;
  /** Whether a must cannot be decided. */
  undecided: boolean;
  /** Paths of files that could not be read. */
  unreadable: string[];
};

/** Version of the file's layout. */
export const BASELINE_VERSION = 2;
