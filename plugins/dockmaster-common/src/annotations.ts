/** Annotations of a catalog entity. Paths are relative to the folder of the entity's file. @public */
export const DOCKMASTER_ANNOTATIONS = {
  /** Which Dockerfile is judged, instead of `Dockerfile.dev` or `Dockerfile`. */
  dockerfile: 'dockmaster.huleedu.com/dockerfile',
  /** Compose files, separated by commas, instead of those of the monorepo. */
  compose: 'dockmaster.huleedu.com/compose',
  /** `http`, `worker` or `job`. */
  kind: 'dockmaster.huleedu.com/kind',
  /** `quart`, `fastapi` or `none`. */
  framework: 'dockmaster.huleedu.com/framework',
  /** Prefix of the service's environment variables, without the trailing `_`. */
  prefix: 'dockmaster.huleedu.com/prefix',
} as const;

/** What a template of the scaffolder is for; `fix` where it fixes the service that `entityRef` in its form names. @public */
export const TEMPLATE_PURPOSE_ANNOTATION = 'dockmaster.huleedu.com/template';
