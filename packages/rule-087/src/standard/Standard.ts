import { Severity } from '../report/Report';

/** A range of port numbers, both ends included. @public */
export type PortRange = { from: number; to: number };

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
  ports: {
    http: PortRange;
    database: PortRange;
    /** Prometheus port = HTTP port + this. */
    prometheusOffset: number;
  };
  /** Clause id → another severity than the rule's own. */
  severities: Record<string, Severity>;
};
