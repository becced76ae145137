import { aptVerb, ShellCommand, Step } from '@huleedu/rule-087/model';
import { Refusal, refuse } from '../ClauseFix';
import {
  RewriteContext,
  keptLines,
  Part,
  Progress,
  Sorted,
} from './RewriteContext';
import { noteInstall, notePdm } from './installation';
import { editsOf, joined, placeCommands } from './keptCommands';
import { needsCode, setsUpPdm } from '../steps/needs';
import { pipSources, Purpose, purposeOf } from '../steps/purposes';
import { laterOf, Slot } from './slots';

const SLOT_OF: Partial<Record<Purpose, Slot>> = {
  system: 'system',
  pdm: 'pdm',
  lock: 'lock',
  install: 'install',
  user: 'user',
};

/** Which part of a RUN the rule has a place for, and which is the author's and stays. */
export function sortRun(
  step: Step,
  progress: Progress,
  rewriteContext: RewriteContext,
): Sorted | Refusal {
  const { fixContext } = rewriteContext;
  const { commands } = step;
  const purposes = new Map(
    commands.map(command => [
      command,
      purposeOf(command, step, fixContext.standard),
    ]),
  );
  const of = (...wanted: Purpose[]) =>
    commands.filter(command => wanted.includes(purposes.get(command)!));
  const author = of('author');
  const prescribed = of('system', 'pdm', 'lock', 'install', 'user');
  const kinds = new Set(prescribed.map(command => purposes.get(command)!));
  const [first] = kinds;
  const slot = first && SLOT_OF[first];
  if (!slot) return keepWhole(step, author, progress, rewriteContext);
  const row = fixContext.dockerfile.commandsInRow(step, /^(&&|;)$/);
  const isSystem = kinds.size === 1 && first === 'system';
  const readsFiles = author.some(
    command =>
      pipSources(command).files.length > 0 ||
      (progress.isAfterCode &&
        needsCode(command, step, rewriteContext.late, fixContext)),
  );
  if (isSystem && !readsFiles) return keepSystem(step, author, rewriteContext);
  if (kinds.size === 1 && first === 'pdm' && !row && author.length > 0)
    return {
      ownBlocks: [
        keptAs('pdm', keptLines(step.instruction, [], rewriteContext)),
      ],
      slot,
      passed: slot,
    };
  if (!row && (author.length > 0 || kinds.has('system')))
    return refuse(
      `What this RUN does besides what the rule prescribes cannot be taken out of it: ${
        (author[0] ?? prescribed[0]).name
      }. Give it a RUN of its own.`,
    );
  const ownBlocks: Part[] = [];
  const system = of('system');
  if (system.length > 0)
    ownBlocks.push(keptAs('system', joined(step, system, rewriteContext)));
  const pdm = notePdm(step, of('pdm'), rewriteContext);
  if (pdm) ownBlocks.push(pdm);
  for (const command of of('install'))
    noteInstall(step, command, rewriteContext);
  // What PDM is configured with, it must know before it installs.
  const setup = author.filter(setsUpPdm);
  if (setup.length > 0)
    ownBlocks.push({
      ...keptAs('pdm', joined(step, setup, rewriteContext)),
      replaces: false,
    });
  const rest = author.filter(command => !setup.includes(command));
  if (rest.length > 0) {
    const own = placeCommands(
      step,
      rest,
      joined(step, rest, rewriteContext),
      { ...progress, reached: laterOf(progress.reached, lastOf(kinds)) },
      rewriteContext,
    );
    if ('reason' in own) return own;
    ownBlocks.push(...own);
  }
  return { ownBlocks, slot, passed: lastOf(kinds) };
}

/** The last place that the commands of a RUN have in the new file; who the user is says nothing of when. */
function lastOf(kinds: Set<Purpose>): Slot {
  return [...kinds]
    .flatMap(kind => (kind === 'user' ? [] : SLOT_OF[kind] ?? []))
    .reduce(laterOf, 'from' as Slot);
}

function keptAs(slot: Slot, lines: string[]): Part {
  return { targets: ['base'], slot, lines, replaces: true };
}

/** System packages, and what belongs to them in the same RUN, stay as they are written. */
function keepSystem(
  step: Step,
  author: ShellCommand[],
  rewriteContext: RewriteContext,
): Sorted {
  const isInstalling = step.commands.some(
    command => aptVerb(command) === 'install',
  );
  const isKept =
    author.length > 0 || (isInstalling && bringsMore(step, rewriteContext));
  const lines = isKept ? keptLines(step.instruction, [], rewriteContext) : [];
  return {
    ownBlocks: isKept
      ? [{ ...keptAs('system', lines), replaces: isInstalling }]
      : [],
    slot: 'system',
    passed: 'system',
  };
}

/** Whether a RUN installs more than those before it: stages that become one often have the same packages. */
function bringsMore(
  { commands }: Step,
  { authorBlocks }: RewriteContext,
): boolean {
  const known = new Set(
    authorBlocks.ownBlocks
      .filter(({ slot, replaces }) => slot === 'system' && replaces)
      .flatMap(({ lines }) => lines.join(' ').split(/\s+/)),
  );
  return commands
    .filter(command => aptVerb(command) === 'install')
    .some(({ words }) => words.some(({ text }) => !known.has(text)));
}

/** A RUN that the rule says nothing of. */
function keepWhole(
  step: Step,
  author: ShellCommand[],
  progress: Progress,
  rewriteContext: RewriteContext,
): Sorted | Refusal {
  const { instruction, commands } = step;
  if (commands.length > 0 && author.length === 0)
    return { ownBlocks: [], slot: progress.reached };
  const edits = author.flatMap(command =>
    editsOf(step, command, rewriteContext),
  );
  const lines = keptLines(instruction, edits, rewriteContext);
  const ownBlocks = placeCommands(
    step,
    author,
    lines,
    progress,
    rewriteContext,
  );
  return 'reason' in ownBlocks
    ? ownBlocks
    : { ownBlocks, slot: ownBlocks[0].slot };
}
