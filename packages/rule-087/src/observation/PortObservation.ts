import { Evidence } from '../source/Evidence';

/**
 * A port that a file declares or publishes.
 *
 * @public
 */
export type PortObservation = {
  /** What the port is for; `other` where the files do not tell. */
  role: 'http' | 'prometheus' | 'database' | 'other';
  /** Undefined where it cannot be computed. */
  port?: number;
  protocol: 'tcp' | 'udp';
  /**
   * What says it: ENV of the Dockerfile, EXPOSE, a variable that Compose sets, a host port that Compose publishes, the start script, or a
   * target that Prometheus scrapes.
   */
  source: 'env' | 'expose' | 'compose-env' | 'published' | 'script' | 'scrape';
  /** The variable that declares it, or that the text refers to. */
  variable?: string;
  /** Whether the text names a number where a variable of the Dockerfile says the same. */
  isLiteral: boolean;
  /** Of `published`: the address of the host, where not every one is bound. */
  hostIp?: string;
  /** Of `published` and `scrape`: the Compose service. */
  composeService?: string;
  evidence: Evidence;
};
