/** @public */
export type ServiceKind = 'http' | 'worker' | 'job';

/** @public */
export type Framework = 'quart' | 'fastapi' | 'none';

/**
 * A file that was looked for.
 *
 * @notes
 * Missing, absent by design and unreadable are three things. `missing`: the folder was looked into and the file is not there.
 * `not-given`: nobody looked, since the Dockerfile is judged alone or the fleet has no such file. `unreadable`: it may be
 * there, but reading failed; its clauses are unknown.
 *
 * @public
 */
export type SourceFile =
  | { state: 'present'; path: string; content: string }
  | { state: 'missing'; path: string }
  | { state: 'not-given' }
  | { state: 'unreadable'; path: string; reason: string };

/** Everything that {@link judge} reads. Paths are relative to the repository's root, with `/`. @public */
export type Sources = {
  /** The service's folder, for example `services/identity_service`; undefined when a Dockerfile is judged alone. */
  directory?: string;
  dockerfile: SourceFile;
  pyproject: SourceFile;
  /**
   * Compose files in the order in which Compose merges them; files reached by `include` and `extends` as well as
   * `env_file`s and `.env` lie in `composeContext` under their path. Empty when the repository has none.
   */
  compose: SourceFile[];
  composeContext?: Record<string, SourceFile>;
};

/** What the catalog entity or the command line says about a service; what it leaves out is inferred. @public */
export type Declaration = {
  /** The service's name: its folder under `services/`, or what was given. */
  service: string;
  kind?: ServiceKind;
  framework?: Framework;
  /** The prefix of the service's environment variables, without the trailing `_`. */
  prefix?: string;
  /** ISO date on which suppressions are judged for expiry; an overlay when a report is read may judge again. */
  today?: string;
};
