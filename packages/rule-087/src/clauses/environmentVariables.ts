import { chainOf, Stage } from '../dockerfile/DockerfileModel';
import { ServiceModel } from '../model/ServiceModel';
import { Decision } from './Clause';
import { decisionsFor, stageLabel, worstOf } from './decisions';

/** Judges variables that every given stage must end with. */
export function judgeVariables(
  model: ServiceModel,
  stages: Stage[],
  wanted: Record<string, string>,
): Decision {
  const { pass, fail, unknown } = decisionsFor(model);
  return worstOf(
    stages.flatMap(stage => {
      return Object.entries(wanted).map(([name, value]) => {
        const variable = stage.scope.variable(name);
        if (variable?.value.known && variable.value.text === value) {
          return pass('Every variable is set as the rule wants it.', variable);
        }
        const write = `Write: ENV ${name}=${value}`;
        if (!variable)
          return fail(
            `${name} is not set in ${stageLabel(stage)}. ${write}`,
            lastEnvironment(stage),
          );
        if (!variable.value.known) {
          return unknown(
            `${name} cannot be computed: ${variable.value.missing.join(
              ', ',
            )} has no default. ${write}`,
            variable,
          );
        }
        return fail(
          `${name} is "${variable.value.text}" in ${stageLabel(
            stage,
          )}; the rule wants ${value}. ${write}`,
          variable,
        );
      });
    }),
  );
}

/** Where a variable belongs that a stage lacks: with the last ones that are set. */
export function lastEnvironment(stage: Stage) {
  const chain = chainOf(stage);
  const steps = chain.flatMap(({ steps: own }) => own);
  return (
    steps.findLast(({ instruction }) => instruction.keyword === 'ENV')
      ?.instruction ?? chain[0].from
  );
}
