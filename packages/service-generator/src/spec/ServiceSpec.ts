/**
 * What is asked of a new service.
 *
 * @public
 */
export type ServiceSpec = {
  /** The folder below `services/`, and the service's name in Compose, as `isServiceName` accepts it. */
  name: string;
  /** One line of plain text. */
  description: string;
  /** Entity ref of the group or user that owns it, for example `group:default/accounts-team`. */
  owner: string;
  /** Entity ref of the system that it belongs to. */
  system?: string;
  kind: 'http' | 'worker';
  /** What an HTTP service is written with; a worker has none. */
  framework?: 'quart' | 'fastapi';
  database: boolean;
  /** Of the service's environment variables, without the trailing `_`; by default the name in upper case. */
  prefix?: string;
  /** Host ports, as they were reserved. The Prometheus port follows from the HTTP port; where it is given, it must be that one. */
  ports: { http?: number; prometheus?: number; database?: number };
  /** Debian packages besides those of the standard. */
  aptPackages?: string[];
  /** Folders of shared libraries below `libs/`, besides those of the standard. */
  libraries?: string[];
};

/**
 * Something that stands in the way, and what to do about it.
 *
 * @public
 */
export type Problem = {
  /** `invalid`: the request itself; `conflict`: what the repository already holds; `unreadable`: a file that cannot be read or edited. */
  code: 'invalid' | 'conflict' | 'unreadable';
  message: string;
  /** Of `invalid`: the part of the {@link ServiceSpec}, for example `ports.http`. */
  field?: string;
  /** Of the others: the file. */
  path?: string;
};
