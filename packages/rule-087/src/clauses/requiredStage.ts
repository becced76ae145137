import { chainOf, imageOf } from '../dockerfile/DockerfileModel';
import { Clause } from './Clause';
import { decisionsFor } from './decisions';
import { Role } from './stageClause';

/** Section 2.1 says the same of both runtime stages. */
export function requiredStage(
  role: Role,
  clause: Pick<Clause, 'title' | 'rationale' | 'example'>,
): Clause {
  return {
    ...clause,
    id: `2.1.${role}`,
    section: '2.1',
    severity: 'must',
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
