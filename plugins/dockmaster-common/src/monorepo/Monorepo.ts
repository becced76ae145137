import { Config } from '@backstage/config';

/** One of `dockmaster.monorepos`. @public */
export type Monorepo = {
  /** URL of the root, for example `https://github.com/huleedu/huleedu/tree/main/`. */
  url: string;
  /** Compose files in the order in which Compose merges them, relative to the root. */
  compose?: string[];
  /** Path of Prometheus' configuration, relative to the root. */
  prometheus?: string;
};

/** The roots that the configuration names. @public */
export function readMonorepos(config: Config): Monorepo[] {
  return (config.getOptionalConfigArray('dockmaster.monorepos') ?? []).map(
    item => ({
      url: item.getString('url'),
      compose: item.getOptionalStringArray('compose'),
      prometheus: item.getOptionalString('prometheus'),
    }),
  );
}
