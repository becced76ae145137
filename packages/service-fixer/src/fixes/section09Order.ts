import {
  aptVerb,
  chainOf,
  copiedFromContext,
  isInstall,
  isPdmInstall,
  isServiceCode,
  Step,
  timelineOf,
} from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import {
  ClauseFix,
  ClauseFixes,
  ofEach,
  Refusal,
  refuse,
  FixContext,
} from '../ClauseFix';
import { moveAbove } from './section03Caching';

/** Whether what a RUN installs is named by itself, and not in a file of the project. */
function isIndependent({ commands, instruction }: Step): boolean {
  return (
    instruction.flags.size === 0 &&
    commands.every(command => {
      const isSystem = /^(apt-get|apt|rm|echo|update-ca-certificates)$/.test(
        command.name,
      );
      const isByName =
        isInstall(command) &&
        !isPdmInstall(command) &&
        command.words.every(
          ({ text }) =>
            !/[/$]|^\.|^-r|^-e|^--requirement|^--editable/.test(text),
        );
      return (isSystem || isByName) && command.name !== 'cd';
    })
  );
}

const systemBeforeCode: ClauseFix = fixContext => {
  const { model, standard } = fixContext;
  const moves = new Map<Step, Step>();
  for (const stage of model.dockerfile.stages) {
    const copied = copiedFromContext(chainOf(stage), standard);
    const [first] = copied;
    if (!first) continue;
    const firstIndex = stage.steps.indexOf(first.step);
    for (const [index, step] of stage.steps.entries()) {
      const isApt = step.commands.some(
        command => aptVerb(command) === 'install',
      );
      const isLate = firstIndex < index;
      if (isApt && isLate) moves.set(step, first.step);
    }
  }
  return ofEach(moves, ([step, target]) => moveRun(fixContext, step, target));
};

function moveRun(
  { dockerfile }: FixContext,
  step: Step,
  target: Step,
): Edit[] | Refusal {
  return isIndependent(step)
    ? dockerfile.moveBefore(step.instruction, target.instruction)
    : refuse('What this RUN installs may depend on what is copied above it.');
}

const libsBeforeService: ClauseFix = fixContext => {
  const { model, standard } = fixContext;
  return ofEach(model.runtimeStages, stage => {
    const timeline = timelineOf(stage, standard);
    const code = timeline.copied.find(isServiceCode);
    if (!code) return [];
    const late = timeline.copied.filter(
      ({ kind, step }) =>
        kind === 'library' && timeline.at(step) > timeline.at(code.step),
    );
    return moveAbove(
      fixContext,
      late.map(({ step }) => step),
      code.step,
    );
  });
};

const codeLast: ClauseFix = fixContext => {
  const { standard } = fixContext;
  return ofEach(fixContext.model.runtimeStages, stage => {
    const timeline = timelineOf(stage, standard);
    const code = timeline.copied.find(isServiceCode);
    if (!code) return [];
    const late = timeline.steps
      .slice(timeline.at(code.step) + 1)
      .filter(({ commands }) => commands.some(isInstall));
    return ofEach(late, step => moveRun(fixContext, step, code.step));
  });
};

export const section09Order: ClauseFixes = {
  '9.1.system-before-code': systemBeforeCode,
  '9.1.libs-before-service': libsBeforeService,
  '9.1.code-last': codeLast,
};
