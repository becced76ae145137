import { chainOf, Step } from '../../dockerfile/DockerfileModel';
import { Value } from '../../source/Value';
import { Clause } from '../Clause';
import { decisionsFor, stageLabel } from '../decisions';

export const workdirApp: Clause = {
  id: '2.2.workdir-app',
  section: '2.2',
  title: 'Working directory of base',
  severity: 'must',
  rationale: 'Every path of the rule begins at /app.',
  example: {
    file: 'dockerfile',
    passes: 'WORKDIR /app\n',
    fails: 'WORKDIR /srv\n',
  },
  decide(model, standard) {
    const { pass, fail, unknown } = decisionsFor(model);
    const stage = model.stages.base ?? chainOf(model.runtimeStages[0])[0];
    const write = `Write: WORKDIR ${standard.appDirectory}`;
    const workdirs = stage.steps.filter(
      ({ instruction }) => instruction.keyword === 'WORKDIR',
    );
    const right = workdirs.find(step => {
      const value = workdirAfter(step);
      return value.known && value.text === standard.appDirectory;
    });
    if (right) {
      return pass(
        `${stageLabel(stage)} sets WORKDIR ${standard.appDirectory}.`,
        right.instruction,
      );
    }
    const unclear = workdirs.find(step => !workdirAfter(step).known);
    if (unclear) {
      return unknown(
        `WORKDIR cannot be computed. ${write}`,
        unclear.instruction,
      );
    }
    return fail(
      `${stageLabel(stage)} does not set WORKDIR ${
        standard.appDirectory
      }. ${write}`,
      workdirs[0]?.instruction ?? stage.from,
    );
  },
};

/** The working directory in which the next instruction runs. */
function workdirAfter(step: Step): Value {
  const { steps, workdir } = step.stage;
  return steps[steps.indexOf(step) + 1]?.workdir ?? workdir.value;
}
