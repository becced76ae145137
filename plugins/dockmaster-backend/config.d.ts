import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

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
  };
}
