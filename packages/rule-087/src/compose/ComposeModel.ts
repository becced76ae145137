import { Value } from '../source/Value';
import { Evidence } from '../source/Evidence';

/** A text with the variables in it computed, and where it stands. */
export type Text = {
  value: Value;
  evidence: Evidence;
  /** Of a value that is unknown: what is known of it, with a placeholder for each variable that is not. */
  sketch?: string;
};

/** A health check as Compose has it, or what one file says of it. */
export type ComposeHealthcheck = {
  /** The key, in the file that speaks of it first. */
  evidence: Evidence;
  isDisabled?: boolean;
  /** Whether a shell runs it, and what: a script, or the words of a command. */
  test?: { form: 'shell' | 'exec'; words: Text[] };
  /** Keys that say when it runs, for example `start_period`. */
  timings: Set<string>;
};

/** Port numbers, both ends included. */
export type Range = { from: number; to: number };

export type PublishedPort = {
  /** Undefined where the engine picks one. */
  host?: Range;
  container: Range;
  protocol: string;
  /** Undefined: every address. */
  hostIp?: string;
  evidence: Evidence;
};

/** A port whose numbers cannot be computed. */
export type UnknownPort = { missing: string[]; evidence: Evidence };

export type Mount = {
  type: 'bind' | 'volume' | 'tmpfs';
  /** Of a bind mount: path from the repository's root, `.` for the root itself, or an absolute one. */
  source?: string;
  /** Whether what is mounted cannot be computed: it may be a folder or a volume. */
  isUnclear?: boolean;
  /** Normalized, without a `/` at the end. */
  target: string;
  readOnly: boolean;
  evidence: Evidence;
};

export type ComposeBuild = {
  evidence: Evidence;
  /** Path from the repository's root, `.` for the root itself, or an address. */
  context: Text;
  /** Path from the repository's root; undefined with `dockerfile_inline`. */
  dockerfile?: Text;
  target?: Text;
};

/** A service after all files, `include` and `extends` are merged. */
export type ComposeService = {
  name: string;
  /** Under which others may reach it besides: `container_name`, aliases in networks. */
  aliases: string[];
  /** The service's key, in the file that speaks of it first. */
  evidence: Evidence;
  /** Where more of a list would be added: its key, in the file that speaks of it first; else the service's key. */
  places: Record<Place, Evidence>;
  build?: ComposeBuild;
  image?: Text;
  /** Of `env_file` and `environment`; `environment` wins. */
  environment: Map<string, Text>;
  /** Why the environment is not all known: an `env_file` that could not be read. */
  unknownEnvironment?: string;
  ports: Array<PublishedPort | UnknownPort>;
  mounts: Mount[];
  /** Volumes of which it cannot be computed where they are mounted. */
  unknownMounts: Evidence[];
  /** Services that it waits for or is linked to. */
  dependsOn: string[];
  healthcheck?: ComposeHealthcheck;
};

/** Lists of a service that the rule asks more of. */
export type Place = 'environment' | 'ports' | 'volumes';

/** @public */
export type ComposeModel = {
  /** The files that were merged, in order, with those that they include. */
  files: string[];
  services: Map<string, ComposeService>;
  /** Where a service would be added. */
  place: Evidence;
};

export function isUnknownPort(
  port: PublishedPort | UnknownPort,
): port is UnknownPort {
  return 'missing' in port;
}
