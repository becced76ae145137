import { baseImage } from '../../standard/instructions';
import { chainOf, imageOf } from '../../dockerfile/DockerfileModel';
import { isStandardImage, sharedDepsImageOf } from '../../model/images';
import { Clause } from '../Clause';
import { decisionsFor, stageLabel, worstOf } from '../decisions';

export const image: Clause = {
  id: '2.2.image',
  section: '2.2',
  title: 'Base image',
  severity: 'must',
  rationale:
    'One image for every service: its layers are shared, and its security updates reach all.',
  example: {
    file: 'dockerfile',
    passes: 'FROM python:3.11-slim AS base',
    fails: 'FROM python:3.12 AS base',
  },
  decide(model, standard) {
    const { pass, fail, unknown } = decisionsFor(model);
    const wanted = baseImage(standard);
    return worstOf(
      model.runtimeStages.map(stage => {
        const bottom = chainOf(stage)[0].from;
        const from = bottom.body.words()[0] ?? bottom;
        const name = imageOf(stage);
        if (!name.known) {
          return unknown(
            `The image under ${stageLabel(
              stage,
            )} cannot be told: ${name.missing.join(
              ', ',
            )} has no default. Give the ARG a default, or write FROM ${wanted}`,
            from,
          );
        }
        const shared = sharedDepsImageOf(stage, standard);
        if (shared === name) {
          return pass(
            `${stageLabel(stage)} rests on ${
              name.text
            }: the deviation shared-deps-image is accepted.`,
            from,
          );
        }
        return isStandardImage(name.text, standard)
          ? pass(`${stageLabel(stage)} rests on ${name.text}.`, from)
          : fail(
              `${stageLabel(stage)} rests on ${
                name.text
              }; the rule wants ${wanted}. Write: FROM ${wanted}`,
              from,
            );
      }),
    );
  },
};
