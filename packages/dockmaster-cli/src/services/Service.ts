/** Where a service's files are on disk. */
export type Service = {
  /** Absolute path of the monorepo's root; paths in the report are relative to it. */
  root: string;
  /** Absolute path of the service's folder; undefined where a Dockerfile is judged alone. */
  folder?: string;
  /** Absolute path of the Dockerfile, where one was named. */
  dockerfile?: string;
  /** The service's name, as its folder says it. */
  name: string;
};
