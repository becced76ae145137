import { DockerfileModel, Stage, Step } from '../../dockerfile/DockerfileModel';
import { Instruction } from '../../dockerfile/Instruction';
import {
  aptVerb,
  installsPdm,
  invocationsOf,
  isPdmInstall,
  pdmVerb,
} from '../../dockerfile/programs';
import { classify } from '../../model/copies';
import { Standard } from '../../standard/Standard';
import { applyEdits, Edit } from '../text/Edit';
import { DockerfileText } from '../text/DockerfileText';
import { isOwnership, makesUser } from '../mends/users';
import { Anchor, Belongings, Piece, Target } from './collect';

/** Puts what is the author's into a new file: each thing where its kind stands. Undefined where the file has no such place. */
export function place(
  content: string,
  model: DockerfileModel,
  belongings: Belongings,
  standard: Standard,
): string | undefined {
  const text = new DockerfileText(content, model);
  const named = (target: Target): Stage | undefined =>
    model.stages.find(({ name }) => name === standard.stages[target]);
  const edits: Edit[] = [];
  const add = (pieces: Piece[], isComment: boolean): boolean =>
    pieces.every(({ targets, anchor, lines }) =>
      targets.every(target => {
        const stage = named(target);
        if (!stage) return false;
        const found = instructionAt(anchor, stage, standard);
        if (isComment || anchor === 'from') {
          const at = found ?? lastOf(stage);
          edits.push(text.insertBefore(at, lines));
        } else if (anchor === 'end') {
          edits.push(text.insertBefore(lastOf(stage), lines));
        } else {
          edits.push(text.insertAfter(found ?? stage.from, ['', ...lines]));
        }
        return true;
      }),
    );
  // The generator's own health checks ask an address that this service may not have.
  for (const stage of model.stages) {
    for (const { instruction } of stage.steps) {
      if (instruction.keyword === 'HEALTHCHECK')
        edits.push(text.remove(instruction));
    }
  }
  const { pdm } = belongings;
  const asked = invocationsOf(model.stages)
    .filter(({ command }) => installsPdm(command))
    .flatMap(({ command }) => command.words)
    .find(({ text: word }) => /^pdm\b/.test(word));
  if (pdm && asked) edits.push(text.replace(asked, JSON.stringify(pdm)));
  if (!add(belongings.comments, true) || !add(belongings.pieces, false))
    return undefined;
  const placed = applyEdits(content, edits);
  if (placed === undefined) return undefined;
  const head = belongings.head.map(line => `${line}\n`).join('');
  return `${head}${placed}`;
}

function lastOf({ steps, from }: Stage): Instruction {
  return steps.at(-1)?.instruction ?? from;
}

/** The last instruction of a kind in a stage; undefined where only a stage below has one. */
function instructionAt(
  anchor: Anchor,
  stage: Stage,
  standard: Standard,
): Instruction | undefined {
  if (anchor === 'from') return stage.from;
  return stage.steps.findLast(step => isAt(step, anchor, standard))
    ?.instruction;
}

function isAt(
  { instruction, commands, copy }: Step,
  anchor: Anchor,
  standard: Standard,
): boolean {
  const { keyword } = instruction;
  const shape = copy?.sources[0]?.shape ?? '';
  const { kind } = classify(shape, standard);
  switch (anchor) {
    case 'environment':
      return keyword === 'ENV';
    case 'system':
      return commands.some(command => aptVerb(command) === 'install');
    case 'pdm':
    case 'tools':
      return commands.some(installsPdm);
    case 'metadata':
      return copy !== undefined && kind === 'metadata';
    case 'lock':
      return commands.some(command => pdmVerb(command) === 'lock');
    case 'libraries':
      return copy !== undefined && kind === 'library';
    case 'install':
      return commands.some(isPdmInstall);
    case 'user':
      return commands.some(
        command => makesUser(command) || isOwnership(command),
      );
    case 'code':
      return copy !== undefined && kind === 'service';
    default:
      return keyword === 'CMD';
  }
}
