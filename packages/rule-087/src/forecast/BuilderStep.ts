import { Stage, StageSource, Step } from '../dockerfile/DockerfileModel';
import { PathPattern } from './pathPattern';

/** What a step takes from the build context. */
export type ContextSource = {
  /** Undefined where the path cannot be computed: it may be any. */
  path?: PathPattern;
  /** `--exclude`: what is left out of it, from any folder on; undefined where that cannot be computed. */
  excluded: Array<PathPattern | undefined>;
};

/** A step that the builder keeps in its cache, with all that may make it run again. */
export type BuilderStep = {
  stage: Stage;
  step: Step;
  /** As the builder prints it, on one line. */
  text: string;
  contextSources: ContextSource[];
  /** Stages and images whose content it takes. */
  stageSources: StageSource[];
  /** `COPY --link`: what it copies is a layer of its own, whatever lies below. */
  isLinked: boolean;
};
