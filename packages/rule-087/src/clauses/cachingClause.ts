import {
  firstUnknownImage,
  sharedDepsImageOf,
  unknownImageOf,
} from '../model/images';
import { ServiceModel } from '../model/ServiceModel';
import { installTimelines, Timeline } from '../model/timeline';
import { Standard } from '../standard/Standard';
import { Clause, Decision } from './Clause';
import { decisionsFor, worstOf } from './decisions';

export const INSTALLED_BELOW =
  'The image may hold the dependencies already; no stage installs any.';

/** The image that may hold the dependencies of a stage which installs none, and the files that they came from. */
export function imageWithDependencies(timeline: Timeline, standard: Standard) {
  return timeline.installs.length === 0
    ? unknownImageOf(timeline.stage, standard)
    : undefined;
}

/** A clause on the order in which dependencies are installed; not applicable where PDM is installed nowhere. */
export function cachingClause(
  clause: Omit<Clause, 'decide' | 'section'> & { section: '3.1' | '3.2' },
  judge: (
    timeline: Timeline,
    model: ServiceModel,
    standard: Standard,
  ) => Decision,
): Clause {
  return {
    ...clause,
    decide(model, standard) {
      const { pass, notApplicable, unknown } = decisionsFor(model);
      const accepted = acceptedImage(model, standard);
      if (accepted) return pass(accepted, model.runtimeStages[0].from);
      if (!model.usesPdm) {
        const image = firstUnknownImage(model, standard);
        return image
          ? unknown(INSTALLED_BELOW, image)
          : notApplicable('PDM is installed nowhere.');
      }
      return worstOf(
        model.runtimeStages.flatMap(stage =>
          installTimelines(stage, standard).map(timeline =>
            judge(timeline, model, standard),
          ),
        ),
      );
    },
  };
}

/** Says which accepted image brings the dependencies of every runtime stage; undefined where none does. */
export function acceptedImage(
  { runtimeStages }: ServiceModel,
  standard: Standard,
): string | undefined {
  const images = runtimeStages.map(stage => sharedDepsImageOf(stage, standard));
  const [first] = images;
  return images.every(Boolean) && first?.known
    ? `The dependencies come from ${first.text}: the deviation shared-deps-image is accepted.`
    : undefined;
}
