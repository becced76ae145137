import { ServiceFacts } from '@huleedu/service-generator';

/** Renders the Dockerfile that a new service of these facts would have. @public */
export type Rewrite = (facts: ServiceFacts) => string;
