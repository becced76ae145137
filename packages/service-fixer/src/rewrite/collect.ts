import { Stage, Step } from '@huleedu/rule-087/model';
import { libraryFolders } from '../libraryFolders';
import { startOf } from '../mends/startCommand';
import { Refusal, refuse, Situation } from '../Mend';
import { Belongings } from './Belongings';
import { exposedBesides } from '../steps/exposed';
import {
  configurationOf,
  Gathering,
  keptLines,
  Progress,
  runtimeTargets,
  Sorted,
} from './Gathering';
import { extraStage, foreignStage } from './keptStages';
import { layoutOf, targetOf } from './Layout';
import { raiseWhatIsRead, shareWhatIsAlike } from './order';
import { commentsBelow, commentsWithin, preambleOf } from './preamble';
import { sortCopy } from './sortCopy';
import { sortRun } from './sortRun';
import { isBefore, laterOf, Slot, Target } from './slots';
import { userOptionsOf } from './userOptions';

/** Sorts what is in a Dockerfile into what the rule prescribes, and what is the author's and has its place. */
export function collect(situation: Situation): Belongings | Refusal {
  const { model, dockerfile } = situation;
  const layout = layoutOf(situation);
  if ('reason' in layout) return layout;
  const [first] = model.dockerfile.stages;
  const { end } = preambleOf(first.from, situation);
  const libraries = libraryFolders(model, situation.standard);
  const belongings: Belongings = {
    head: dockerfile.content.slice(0, end),
    pieces: [],
    remarks: [],
    libraries: [...libraries.folders.values()],
    wholeLibraries: libraries.wholes,
    metadata: new Set(),
    production: { flags: [], options: [] },
    development: { flags: [], options: [] },
    ...userOptionsOf(situation, layout),
    exposed: [],
    foreign: [],
    extra: [],
    end: commentsBelow(situation),
  };
  const gathering: Gathering = {
    situation,
    layout,
    belongings,
    late: [],
    requirements: new Map(),
    superseded: [],
  };
  const kept = new Map<Stage, Progress>();
  for (const stage of layout.merged) {
    const refusal = sortStage(stage, kept, gathering);
    if (refusal) return refusal;
  }
  for (const stage of layout.foreign) {
    const text = foreignStage(stage, gathering);
    if (typeof text !== 'string') return text;
    belongings.foreign.push(text);
  }
  for (const stage of layout.extra) {
    const text = extraStage(stage, gathering);
    if (typeof text !== 'string') return text;
    belongings.extra.push(text);
  }
  shareWhatIsAlike(belongings);
  raiseWhatIsRead(belongings);
  return belongings;
}

function sortStage(
  stage: Stage,
  kept: Map<Stage, Progress>,
  gathering: Gathering,
): Refusal | undefined {
  const { situation } = gathering;
  const { source } = stage;
  const progress: Progress = {
    reached: 'from',
    isAfterCode: false,
    ...(source.kind === 'stage' && kept.get(source.stage)),
    isAsUser: false,
  };
  kept.set(stage, progress);
  if (stage.index > 0) {
    const { below, above } = preambleOf(stage.from, situation);
    addRemark(
      stage,
      { pieces: [], slot: 'from' },
      [...below, ...above],
      gathering,
    );
  }
  let before: Sorted = { pieces: [], slot: 'from' };
  for (const step of stage.steps) {
    // What an ONBUILD of the stage below does is written there.
    if (step.instruction.start < stage.from.start) continue;
    const sorted = sortStep(step, progress, gathering);
    if ('reason' in sorted) return sorted;
    addStep(step, sorted, before, gathering);
    advance(progress, step, sorted);
    before = sorted;
  }
  return undefined;
}

function sortStep(
  step: Step,
  progress: Progress,
  gathering: Gathering,
): Sorted | Refusal {
  const { situation } = gathering;
  const { instruction, stage } = step;
  const nothing = (slot: Slot): Sorted => ({ pieces: [], slot });
  switch (instruction.keyword) {
    case 'ENV':
    case 'ARG':
    case 'LABEL':
    case 'MAINTAINER':
    case 'SHELL':
      return configurationOf(step, progress, gathering);
    case 'VOLUME':
    case 'STOPSIGNAL':
    case 'ONBUILD':
    case 'HEALTHCHECK':
      return atTheEnd(step, gathering);
    case 'USER':
      return nothing('switch-user');
    case 'WORKDIR':
      return nothing(folderSlot(progress));
    case 'EXPOSE':
      gathering.belongings.exposed.push(
        ...exposedBesides(step, situation).flatMap(word =>
          runtimeTargets(step, situation).map(target => ({ target, word })),
        ),
      );
      return nothing('expose');
    case 'CMD':
    case 'ENTRYPOINT': {
      const start = startOf(stage, situation);
      if ('reason' in start && situation.model.runtimeStages.includes(stage))
        return start;
      const isKept =
        !('reason' in start) &&
        start.isEntrypointKept &&
        stage.entrypoint?.instruction === instruction;
      return isKept ? atTheEnd(step, gathering) : nothing('command');
    }
    case 'COPY':
    case 'ADD':
      return sortCopy(step, progress, gathering);
    case 'RUN':
      return sortRun(step, progress, gathering);
    default:
      return refuse(`${instruction.keyword} has no place in the rule's order.`);
  }
}

function atTheEnd(step: Step, gathering: Gathering): Sorted {
  return {
    pieces: [
      {
        targets: runtimeTargets(step, gathering.situation),
        slot: 'extras',
        lines: keptLines(step.instruction, [], gathering),
        replaces: false,
      },
    ],
    slot: 'extras',
  };
}

/** Which WORKDIR of the new file an old one stood for. */
function folderSlot({ reached }: Progress): Slot {
  if (isBefore(reached, 'metadata')) return 'root-folder';
  return isBefore(reached, 'install') ? 'service-folder' : 'runtime-folder';
}

/** Puts what is kept of an instruction with the comments above it, or those to where the new file has what it did. */
function addStep(
  step: Step,
  sorted: Sorted,
  before: Sorted,
  gathering: Gathering,
) {
  const { situation, belongings } = gathering;
  const { below, above, isApart } = preambleOf(step.instruction, situation);
  if (below.length > 0)
    belongings.pieces.push({
      targets: [remarkTarget(step.stage, before.slot, situation)],
      slot: before.slot,
      lines: below,
      replaces: false,
      isApart: false,
    });
  if (sorted.pieces.length === 0) {
    const inner = commentsWithin(step.instruction, situation);
    addRemark(step.stage, sorted, [...above, ...inner], gathering);
  }
  for (const [index, piece] of sorted.pieces.entries()) {
    const lines = index === 0 ? [...above, ...piece.lines] : piece.lines;
    const isNew = !belongings.pieces.some(
      other =>
        other.lines.join('\n') === lines.join('\n') &&
        other.targets.join() === piece.targets.join(),
    );
    if (isNew)
      belongings.pieces.push({
        ...piece,
        lines,
        isApart:
          isApart ||
          index > 0 ||
          before.pieces.at(-1)?.targets.join() !== piece.targets.join(),
      });
  }
}

function addRemark(
  stage: Stage,
  { slot, of }: Sorted,
  lines: string[],
  { belongings, situation }: Gathering,
) {
  if (lines.length === 0) return;
  const target = remarkTarget(stage, slot, situation);
  belongings.remarks.push({ target, slot, of, lines });
}

/** The new stage, the first one where there are two, that has a place of its own for something of an old one. */
function remarkTarget(stage: Stage, slot: Slot, situation: Situation): Target {
  const own = targetOf(stage, situation);
  const isShared = isBefore(slot, 'install') && slot !== 'from';
  if (own) return isShared ? 'base' : own;
  if (slot === 'from')
    return situation.model.runtimeStages.includes(stage)
      ? 'production'
      : 'base';
  return isBefore('install', slot) ? 'development' : 'base';
}

function advance(progress: Progress, { instruction }: Step, sorted: Sorted) {
  const { passed } = sorted;
  if (passed === 'code') progress.isAfterCode = true;
  else if (passed) progress.reached = laterOf(progress.reached, passed);
  if (instruction.keyword === 'USER')
    progress.isAsUser = !/^(root|0+)(:|$)/.test(instruction.body.text.trim());
}
