import { chainOf, imageOf } from '../dockerfile/DockerfileModel';
import { Clause } from './Clause';
import { decisionsFor } from './decisions';

const base: Clause = {
  id: '2.1.base',
  section: '2.1',
  title: 'Base stage',
  severity: 'must',
  rationale:
    'What development and production share is built once, so both come from the same layers.',
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
        `There is no stage "${name}". Begin the file with: FROM ${standard.image.name}:${standard.image.version}-${standard.image.variant} AS ${name}`,
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

function runtimeStage(role: 'development' | 'production'): Clause {
  return {
    id: `2.1.${role}`,
    section: '2.1',
    title: `${role === 'development' ? 'Development' : 'Production'} stage`,
    severity: 'must',
    rationale:
      role === 'development'
        ? 'A stage of its own lets development reload code without touching what production runs.'
        : 'A stage of its own keeps what only development needs out of production.',
    decide(model, standard) {
      const { pass, fail, unknown } = decisionsFor(model);
      const name = standard.stages[role];
      const stage = model.stages[role];
      const add = `FROM ${standard.stages.base} AS ${name}`;
      if (!stage) {
        return fail(
          `There is no stage "${name}". Add one that begins with: ${add}`,
          model.dockerfile.stages.at(-1)!.from,
        );
      }
      const { base: baseStage } = model.stages;
      const copiesFromStage = stage.steps.some(
        ({ copy }) => copy?.from?.kind === 'stage',
      );
      if (
        standard.accept.builderRuntimeSplit &&
        role === 'production' &&
        stage.source.kind === 'image' &&
        copiesFromStage
      ) {
        return pass(
          `Stage "${name}" copies what another built: the deviation builder-runtime-split is accepted.`,
          stage.from,
        );
      }
      const isBuiltOnBase = chainOf(stage).some(
        link => link !== stage && link === baseStage,
      );
      const bottom = imageOf(stage);
      if (!isBuiltOnBase && !bottom.known) {
        return unknown(
          `What stage "${name}" is built on cannot be computed: ${bottom.missing.join(
            ', ',
          )} has no default. Write: ${add}`,
          chainOf(stage)[0].from,
        );
      }
      return isBuiltOnBase
        ? pass(
            `Stage "${name}" is built on "${standard.stages.base}".`,
            stage.from,
          )
        : fail(
            `Stage "${name}" is not built on "${standard.stages.base}". Write: ${add}`,
            stage.from,
          );
    },
  };
}

export const section02Stages: Clause[] = [
  base,
  runtimeStage('development'),
  runtimeStage('production'),
];
