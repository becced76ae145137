import { Framework, ServiceKind } from '../../report/Report';

/** What a service's Dockerfile is written from anew. @public */
export type ServiceFacts = {
  name: string;
  kind: ServiceKind;
  framework: Framework;
  /** Of its environment variables, without the trailing `_`. */
  prefix: string;
  /** Undefined for what serves none. */
  httpPort?: number;
  /** Folders of the shared libraries, from the repository's root. */
  libraries: string[];
  /** Debian packages besides those of the standard. */
  aptPackages: string[];
};

/** Renders the Dockerfile that a new service of these facts would have: the generator's. @public */
export type Rewrite = (facts: ServiceFacts) => string;
