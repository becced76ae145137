import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  dockmaster?: {
    /** Which entities are services: a filter of the catalog. By default components of type `service`. */
    entityFilter?: { [field: string]: string | string[] };

    /**
     * What the organisation has otherwise than rule 087 as written: the content of its `dockmaster.yaml`, usually by `$include`.
     */
    standard?: { [key: string]: any };

    /** When every service's files are read again. By default every ten minutes. */
    schedule?: SchedulerServiceTaskScheduleDefinitionConfig;

    /**
     * The roots of the monorepos. An entity belongs to the longest root that its source begins with; the paths in its report are
     * relative to that root.
     */
    monorepos?: Array<{
      /** URL of the root, for example `https://github.com/huleedu/huleedu/tree/main/`. */
      url: string;
      /** Compose files in the order in which Compose merges them, relative to the root. */
      compose?: string[];
      /** Prometheus' configuration, relative to the root. */
      prometheus?: string;
    }>;

    /** How long things last in the registry of ports. */
    ports?: {
      /** A lease of which the request says nothing else. By default a day. */
      lease?: HumanDuration | string;
      /** A lease that waits for a pull request; no lease lasts longer. By default thirty days. */
      pullRequestLease?: HumanDuration | string;
      /** How long released numbers are kept for their previous owner. By default two hours. */
      quarantine?: HumanDuration | string;
      /** How long a gone entity keeps its ports, and a line that is seen no more its claim. By default seven days. */
      forgetAfter?: HumanDuration | string;
      /** How long a caller waits while others change ports, before it is told to try again. By default five seconds. */
      lockTimeout?: HumanDuration | string;
    };
  };
}
