import { ComposeModel, ComposeService } from '../compose/ComposeModel';
import { DockerfileModel, Stage } from '../dockerfile/DockerfileModel';
import { PyprojectModel } from '../pyproject/PyprojectModel';
import { Evidence } from '../source/Evidence';
import { Framework, ServiceKind } from '../source/Sources';

/**
 * One kind of source, read.
 *
 * @notes
 * `not-given` makes the clauses that need it not applicable, `unreadable` makes them unknown (reading rule 4).
 */
export type Part<T> =
  | { state: 'read'; model: T }
  | { state: 'missing'; path: string }
  | { state: 'not-given' }
  | {
      state: 'unreadable';
      path: string;
      reason: string;
      evidence?: Evidence[];
    };

/** Everything that a clause may look at. Built once a service, never changed. @public */
export type ServiceModel = {
  name: string;
  kind: ServiceKind;
  framework: Framework;
  inferred: Array<'kind' | 'framework' | 'prefix'>;
  /** Without the trailing `_`; undefined when no variable of the standard's occurs and none was declared. */
  prefix?: string;
  /** Empty where the Dockerfile could not be read. */
  dockerfile: DockerfileModel;
  /** Why the Dockerfile says nothing, when it does not. */
  unreadable?: string;
  /** The stages named base, development and production; the last of a name counts. */
  stages: { base?: Stage; development?: Stage; production?: Stage };
  /** Whether any stage installs PDM, or with it. */
  usesPdm: boolean;
  /** `development` and `production`, or else the last stage. */
  runtimeStages: Stage[];
  pyproject: Part<PyprojectModel>;
  compose: Part<ComposeModel>;
  /** The Compose service that builds the folder. */
  composeService?: ComposeService;
  /** Its databases. */
  databases: ComposeService[];
  /** The service's folder, from the repository's root; undefined where the Dockerfile is judged alone. */
  directory?: string;
};
