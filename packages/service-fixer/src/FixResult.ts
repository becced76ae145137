import { Report, SourceFile } from '@huleedu/rule-087';
import { GivenPorts } from './ClauseFix';
import { StaleReference } from './moves/staleReferences';
import { Rewrite } from './rewrite/Rewrite';

/** @public */
export type FixOptions = {
  /** Numbers that were reserved for the service. */
  ports?: GivenPorts;
  /** Files that nobody judges and that may reach the service by its ports, such as Prometheus' configuration. */
  neighbours?: SourceFile[];
  /** Whether something names the Dockerfile that is not changed with it, such as an annotation or a `.dockerignore` of its own: it is not renamed then. */
  isNamedElsewhere?: boolean;
  /** Writes a Dockerfile anew, where a fix of its parts is not enough; without it, structural faults remain. */
  rewrite?: Rewrite;
};

/** A file as it was and as it is to be. @public */
export type FixedFile = {
  path: string;
  before: string;
  after: string;
  /** The path that it had. */
  renamedFrom?: string;
};

/** A clause that still fails, why it is not fixed, and what would have to be given. @public */
export type Remaining = {
  id: string;
  reason: string;
  needs?: keyof GivenPorts;
};

/** @public */
export type FixResult = {
  files: FixedFile[];
  /** Clauses that failed and no longer do. */
  fixed: string[];
  remaining: Remaining[];
  /** Ports that were given and that nothing needed: the service keeps its own. */
  unused: Array<keyof GivenPorts>;
  /** Where a port that moved is still named, so that somebody reaches for it in vain. */
  staleReferences: StaleReference[];
  /** What the fixed sources say. */
  report: Report;
};
