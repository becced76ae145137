import { baseImage } from '../../standard/instructions';
import { Clause } from '../Clause';
import { decisionsFor } from '../decisions';

export const base: Clause = {
  id: '2.1.base',
  section: '2.1',
  title: 'Base stage',
  severity: 'must',
  rationale:
    'What development and production share is built once, so both come from the same layers.',
  example: {
    file: 'dockerfile',
    passes: 'FROM python:3.11-slim AS base',
    fails: 'FROM python:3.11-slim AS common',
  },
  decide(model, standard) {
    const { pass, fail } = decisionsFor(model);
    const name = standard.stages.base;
    const stage = model.stages.base;
    const builder =
      standard.accept.builderRuntimeSplit && !stage
        ? model.dockerfile.stages.find(
            candidate =>
              candidate.name === 'builder' && candidate.source.kind === 'image',
          )
        : undefined;
    if (builder) {
      return pass(
        'Stage "builder" stands for it: the deviation builder-runtime-split is accepted.',
        builder.from,
      );
    }
    if (!stage) {
      const first = model.dockerfile.stages[0].from;
      return fail(
        `There is no stage "${name}". Begin the file with: FROM ${baseImage(
          standard,
        )} AS ${name}`,
        first,
      );
    }
    return stage.source.kind === 'image'
      ? pass(`Stage "${name}" is built from an image.`, stage.from)
      : fail(
          `Stage "${name}" is built from another stage; the rule wants it built from an image.`,
          stage.from,
        );
  },
};
