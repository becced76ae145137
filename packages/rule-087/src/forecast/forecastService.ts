import { Stage } from '../dockerfile/DockerfileModel';
import { ServiceModel } from '../model/ServiceModel';
import { Standard } from '../standard/Standard';
import { Anew, surest } from './Anew';
import { BuildContext } from './BuildContext';
import { BuilderStep } from './BuilderStep';
import { builderSteps, stagesFor } from './builderSteps';
import { touches } from './Edit';
import {
  Forecast,
  ForecastChange,
  ForecastError,
  ForecastTarget,
  RebuiltSteps,
} from './Forecast';
import { likelyEdits } from './likelyEdits';
import { rebuild } from './rebuild';

/** A file with more is refused: each is asked about each edit. */
const MOST_STEPS = 1000;

/**
 * What the builder runs again of a service's images.
 *
 * @param content - the Dockerfile that the model was read from
 */
export function forecastService(
  model: ServiceModel,
  content: string,
  standard: Standard,
  context: BuildContext,
): Forecast {
  const steps = builderSteps(model.dockerfile, content);
  const count = [...steps.values()].flat().length;
  if (count > MOST_STEPS) {
    throw new ForecastError(
      `The Dockerfile has ${count} steps, and at most ${MOST_STEPS} are followed.`,
    );
  }
  return {
    targets: model.runtimeStages.map(target =>
      forecastTarget(target, { model, standard, context, steps }),
    ),
  };
}

function forecastTarget(
  target: Stage,
  file: {
    model: ServiceModel;
    standard: Standard;
    context: BuildContext;
    steps: Map<Stage, BuilderStep[]>;
  },
): ForecastTarget {
  const { model, standard, context } = file;
  const { lines } = model.dockerfile;
  const steps = stagesFor(target, file.steps).flatMap(
    stage => file.steps.get(stage) ?? [],
  );

  const forecastChange = (change: ForecastChange): RebuiltSteps | undefined => {
    const outcomes = likelyEdits[change]({ model, standard, context, steps })
      .map(edit => {
        const touched = (step: BuilderStep) => touches(edit, step, context);
        return { sure: surest(...steps.map(touched)), touched };
      })
      .filter(({ sure }) => sure !== Anew.no)
      .map(({ sure, touched }) => ({
        sure,
        rebuilt: rebuild(file.steps, touched),
      }));
    if (outcomes.length === 0) return undefined;
    // A file that is perhaps copied tells of what may run again, not of what does, where others are surely copied.
    const sure = outcomes.filter(outcome => outcome.sure === Anew.yes);
    const indexes = steps.map((_, at) => at + 1);
    const rerun = indexes.filter(
      index =>
        sure.length > 0 &&
        sure.every(({ rebuilt }) => rebuilt.get(steps[index - 1]) === Anew.yes),
    );
    const maybe = indexes.filter(
      index =>
        !rerun.includes(index) &&
        outcomes.some(
          ({ rebuilt }) => rebuilt.get(steps[index - 1]) !== Anew.no,
        ),
    );
    return { rerun, maybe, cachedShare: cachedShare(rerun, steps) };
  };
  const unchanged: RebuiltSteps = { rerun: [], maybe: [], cachedShare: 1 };
  const forecast = (change: ForecastChange) =>
    forecastChange(change) ?? unchanged;

  return {
    target: target.name ?? null,
    steps: steps.map(({ stage, step, text }, at) => ({
      index: at + 1,
      stage: stage.name ?? `stage-${stage.index}`,
      line: lines.lineAt(step.instruction.start),
      instruction: text,
    })),
    changes: {
      'service-code': forecast('service-code'),
      'library-source': forecast('library-source'),
      'service-metadata': forecast('service-metadata'),
      'lock-file': forecastChange('lock-file') ?? null,
      'system-packages': forecast('system-packages'),
    },
  };
}

function cachedShare(rerun: number[], steps: BuilderStep[]): number {
  return Math.round((1 - rerun.length / steps.length) * 100) / 100;
}
