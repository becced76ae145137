import { Stage } from '../dockerfile/DockerfileModel';
import { ServiceModel } from '../model/ServiceModel';
import { Standard } from '../standard/Standard';
import { Certainty, surest } from './Certainty';
import { BuildContext } from './BuildContext';
import { BuilderStep } from './BuilderStep';
import { builderSteps, stagesFor } from './builderSteps';
import { touches } from './Edit';
import {
  Forecast,
  ForecastChange,
  ForecastTarget,
  RebuiltSteps,
} from './Forecast';
import { likelyEdits } from './likelyEdits';
import { rebuild } from './rebuild';
import { refuseTooMuch } from './refuseTooMuch';

/**
 * What the builder runs again of a service's images.
 *
 * @param content - the Dockerfile that the model was read from
 * @throws ForecastError when it would take too long
 */
export function forecastService(
  model: ServiceModel,
  content: string,
  standard: Standard,
  context: BuildContext,
): Forecast {
  const steps = builderSteps(model.dockerfile, content);
  refuseTooMuch([...steps.values()].flat(), context);
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
    // What nothing takes into the image is no edit of it.
    const outcomes = likelyEdits[change]({ model, standard, context, steps })
      .map(
        edit =>
          new Map(
            [...file.steps.values()]
              .flat()
              .map(step => [step, touches(edit, step, context)]),
          ),
      )
      .filter(touched => steps.some(step => touched.get(step) !== Certainty.no))
      .map(touched => rebuild(file.steps, touched));
    if (outcomes.length === 0) return undefined;
    const rerun: number[] = [];
    const maybe: number[] = [];
    for (const [at, step] of steps.entries()) {
      const certainties = outcomes.map(
        rebuilt => rebuilt.get(step) ?? Certainty.no,
      );
      if (certainties.every(certainty => certainty === Certainty.yes))
        rerun.push(at + 1);
      else if (surest(...certainties) !== Certainty.no) maybe.push(at + 1);
    }
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
