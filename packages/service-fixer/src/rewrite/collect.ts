import { Stage, Step } from '@huleedu/rule-087/model';
import { libraryFolders } from '../libraryFolders';
import { startOf } from '../fixes/startCommand';
import { Refusal, refuse, FixContext } from '../ClauseFix';
import { AuthorBlocks } from './AuthorBlocks';
import { exposedBesides } from '../steps/exposed';
import {
  configurationOf,
  RewriteContext,
  keptLines,
  Progress,
  runtimeTargets,
  Sorted,
} from './RewriteContext';
import { extraStage, foreignStage } from './keptStages';
import { layoutOf, targetOf } from './Layout';
import { raiseWhatIsRead, shareWhatIsAlike } from './order';
import { commentsBelow, commentsWithin, preambleOf } from './preamble';
import { sortCopy } from './sortCopy';
import { sortRun } from './sortRun';
import { isBefore, laterOf, Slot, Target } from './slots';
import { userOptionsOf } from './userOptions';

/** Sorts what is in a Dockerfile into what the rule prescribes, and what is the author's and has its place. */
export function collect(fixContext: FixContext): AuthorBlocks | Refusal {
  const { model, dockerfile } = fixContext;
  const layout = layoutOf(fixContext);
  if ('reason' in layout) return layout;
  const [first] = model.dockerfile.stages;
  const { end } = preambleOf(first.from, fixContext);
  const libraries = libraryFolders(model, fixContext.standard);
  const authorBlocks: AuthorBlocks = {
    head: dockerfile.content.slice(0, end),
    ownBlocks: [],
    notes: [],
    libraries: [...libraries.folders.values()],
    wholeLibraries: libraries.wholes,
    metadata: new Set(),
    production: { flags: [], options: [] },
    development: { flags: [], options: [] },
    ...userOptionsOf(fixContext, layout),
    exposed: [],
    foreign: [],
    extra: [],
    end: commentsBelow(fixContext),
  };
  const rewriteContext: RewriteContext = {
    fixContext,
    layout,
    authorBlocks,
    late: [],
    requirements: new Map(),
    superseded: [],
  };
  const kept = new Map<Stage, Progress>();
  for (const stage of layout.merged) {
    const refusal = sortStage(stage, kept, rewriteContext);
    if (refusal) return refusal;
  }
  for (const stage of layout.foreign) {
    const text = foreignStage(stage, rewriteContext);
    if (typeof text !== 'string') return text;
    authorBlocks.foreign.push(text);
  }
  for (const stage of layout.extra) {
    const text = extraStage(stage, rewriteContext);
    if (typeof text !== 'string') return text;
    authorBlocks.extra.push(text);
  }
  shareWhatIsAlike(authorBlocks);
  raiseWhatIsRead(authorBlocks);
  return authorBlocks;
}

function sortStage(
  stage: Stage,
  kept: Map<Stage, Progress>,
  rewriteContext: RewriteContext,
): Refusal | undefined {
  const { fixContext } = rewriteContext;
  const { source } = stage;
  const progress: Progress = {
    reached: 'from',
    isAfterCode: false,
    ...(source.kind === 'stage' && kept.get(source.stage)),
    isAsUser: false,
  };
  kept.set(stage, progress);
  if (stage.index > 0) {
    const { below, above } = preambleOf(stage.from, fixContext);
    addNote(
      stage,
      { ownBlocks: [], slot: 'from' },
      [...below, ...above],
      rewriteContext,
    );
  }
  let before: Sorted = { ownBlocks: [], slot: 'from' };
  for (const step of stage.steps) {
    // What an ONBUILD of the stage below does is written there.
    if (step.instruction.start < stage.from.start) continue;
    const sorted = sortStep(step, progress, rewriteContext);
    if ('reason' in sorted) return sorted;
    addStep(step, sorted, before, rewriteContext);
    advance(progress, step, sorted);
    before = sorted;
  }
  return undefined;
}

function sortStep(
  step: Step,
  progress: Progress,
  rewriteContext: RewriteContext,
): Sorted | Refusal {
  const { fixContext } = rewriteContext;
  const { instruction, stage } = step;
  const nothing = (slot: Slot): Sorted => ({ ownBlocks: [], slot });
  switch (instruction.keyword) {
    case 'ENV':
    case 'ARG':
    case 'LABEL':
    case 'MAINTAINER':
    case 'SHELL':
      return configurationOf(step, progress, rewriteContext);
    case 'VOLUME':
    case 'STOPSIGNAL':
    case 'ONBUILD':
    case 'HEALTHCHECK':
      return atTheEnd(step, rewriteContext);
    case 'USER':
      return nothing('switch-user');
    case 'WORKDIR':
      return nothing(folderSlot(progress));
    case 'EXPOSE':
      rewriteContext.authorBlocks.exposed.push(
        ...exposedBesides(step, fixContext).flatMap(word =>
          runtimeTargets(step, fixContext).map(target => ({ target, word })),
        ),
      );
      return nothing('expose');
    case 'CMD':
    case 'ENTRYPOINT': {
      const start = startOf(stage, fixContext);
      if ('reason' in start && fixContext.model.runtimeStages.includes(stage))
        return start;
      const isKept =
        !('reason' in start) &&
        start.isEntrypointKept &&
        stage.entrypoint?.instruction === instruction;
      return isKept ? atTheEnd(step, rewriteContext) : nothing('command');
    }
    case 'COPY':
    case 'ADD':
      return sortCopy(step, progress, rewriteContext);
    case 'RUN':
      return sortRun(step, progress, rewriteContext);
    default:
      return refuse(`${instruction.keyword} has no place in the rule's order.`);
  }
}

function atTheEnd(step: Step, rewriteContext: RewriteContext): Sorted {
  return {
    ownBlocks: [
      {
        targets: runtimeTargets(step, rewriteContext.fixContext),
        slot: 'extras',
        lines: keptLines(step.instruction, [], rewriteContext),
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
  rewriteContext: RewriteContext,
) {
  const { fixContext, authorBlocks } = rewriteContext;
  const { below, above, isApart } = preambleOf(step.instruction, fixContext);
  if (below.length > 0)
    authorBlocks.ownBlocks.push({
      targets: [noteTarget(step.stage, before.slot, fixContext)],
      slot: before.slot,
      lines: below,
      replaces: false,
      isApart: false,
    });
  if (sorted.ownBlocks.length === 0) {
    const inner = commentsWithin(step.instruction, fixContext);
    addNote(step.stage, sorted, [...above, ...inner], rewriteContext);
  }
  for (const [index, ownBlock] of sorted.ownBlocks.entries()) {
    const lines = index === 0 ? [...above, ...ownBlock.lines] : ownBlock.lines;
    const isNew = !authorBlocks.ownBlocks.some(
      other =>
        other.lines.join('\n') === lines.join('\n') &&
        other.targets.join() === ownBlock.targets.join(),
    );
    if (isNew)
      authorBlocks.ownBlocks.push({
        ...ownBlock,
        lines,
        isApart:
          isApart ||
          index > 0 ||
          before.ownBlocks.at(-1)?.targets.join() !== ownBlock.targets.join(),
      });
  }
}

function addNote(
  stage: Stage,
  { slot, of }: Sorted,
  lines: string[],
  { authorBlocks, fixContext }: RewriteContext,
) {
  if (lines.length === 0) return;
  const target = noteTarget(stage, slot, fixContext);
  authorBlocks.notes.push({ target, slot, of, lines });
}

/** The new stage, the first one where there are two, that has a place of its own for something of an old one. */
function noteTarget(stage: Stage, slot: Slot, fixContext: FixContext): Target {
  const own = targetOf(stage, fixContext);
  const isShared = isBefore(slot, 'install') && slot !== 'from';
  if (own) return isShared ? 'base' : own;
  if (slot === 'from')
    return fixContext.model.runtimeStages.includes(stage)
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
