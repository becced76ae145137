import { Stage, StageSource } from '../dockerfile/DockerfileModel';
import { Certainty, atMostMaybe, surest } from './Certainty';
import { BuilderStep } from './BuilderStep';

/**
 * How sure each step runs again, when some have changed by themselves.
 *
 * @notes
 * What follows a step in its stage, and in the stages built on that, runs again with it. What takes only content from a stage does where the
 * content has become another.
 *
 * @param steps - of every stage, in the file's order
 * @param touched - of which steps the text, or what they take from the build context, has changed
 */
export function rebuild(
  steps: Map<Stage, BuilderStep[]>,
  touched: Map<BuilderStep, Certainty>,
): Map<BuilderStep, Certainty> {
  const rebuilt = new Map<BuilderStep, Certainty>();
  /** Stage → whether it has become another at its end. */
  const ends = new Map<Stage, Certainty>();
  const endOf = (source: StageSource): Certainty => {
    if (source.kind === 'stage') return ends.get(source.stage) ?? Certainty.no;
    // A name that cannot be computed may be that of any stage before.
    return source.name.known
      ? Certainty.no
      : atMostMaybe(surest(...ends.values()));
  };
  for (const [stage, ownSteps] of steps) {
    let below = endOf(stage.source);
    for (const step of ownSteps) {
      const content = surest(...step.stageSources.map(endOf));
      const own = surest(
        touched.get(step) ?? Certainty.no,
        atMostMaybe(content),
      );
      rebuilt.set(
        step,
        surest(own, step.isLinked ? atMostMaybe(below) : below),
      );
      below = surest(below, own);
    }
    ends.set(stage, below);
  }
  return rebuilt;
}
