/** How much a clause weighs: a `must` decides conformance, a `should` the score, an `optional` neither. @public */
export type Severity = 'must' | 'should' | 'optional';

/** A range of port numbers, both ends included. @public */
export type PortRange = { from: number; to: number };

/** A number that something else holds: it is never handed out. @public */
export type BlockedPort = { port: number; reason: string };

/** From where ports are handed out. @public */
export type PortPools = {
  http: PortRange;
  database: PortRange;
  /** Prometheus port = HTTP port + this. */
  prometheusOffset: number;
  blocked: BlockedPort[];
};

/**
 * Every constant of the standard: checking reads it, and so will fixing and generating. Plain data.
 *
 * @public
 */
export type Standard = {
  id: string;
  /** The image under the runtime stages: `python:3.11-slim`, with a patch version or code name if wanted. */
  image: { name: string; version: string; variant: string };
  stages: { base: string; development: string; production: string };
  /** What every runtime stage's environment must hold. */
  coreEnvironment: Record<string, string>;
  quartEnvironment: Record<string, string>;
  /** Address that a service binds. */
  host: string;
  /** System packages of every service. */
  aptPackages: string[];
  appDirectory: string;
  servicesDirectory: string;
  librariesDirectory: string;
  /** Folders of the shared libraries below it. */
  libraries: string[];
  lockFile: string;
  user: string;
  command: string[];
  healthPaths: string[];
  /** Those of the environment `default`, and of each further one what it has otherwise. */
  ports: PortPools & { environments: Record<string, Partial<PortPools>> };
  /** Deviations that an organisation accepts: the clauses that forbid them then pass, and say so. */
  accept: {
    /** 3.1.lock, 3.2.lock-fallback: a committed lock file, installed with `--frozen-lockfile`. */
    frozenLock: boolean;
    /** 2.2.image and the Dockerfile clauses of §3: images that bring the dependencies, by name without tag. */
    sharedDepsImages: string[];
    /** 2.1.base, 2.1.production: a `builder` stage, and a production stage of its own image that copies from it. */
    builderRuntimeSplit: boolean;
  };
  /** Clause id → another severity than the rule's own. */
  severities: Record<string, Severity>;
};
