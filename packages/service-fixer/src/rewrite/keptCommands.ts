import {
  contains,
  directoryOf,
  installsPdm,
  isInstall,
  pathIn,
  pipRequirements,
  ShellCommand,
  Step,
} from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { Refusal, refuse } from '../ClauseFix';
import {
  RewriteContext,
  keptText,
  linesOf,
  Part,
  Progress,
  runtimeTargets,
} from './RewriteContext';
import { relocate, targetOf } from './Layout';
import {
  dependsOnFolder,
  givesTo,
  installsByName,
  needsCode,
} from '../steps/needs';
import { pipSources } from '../steps/purposes';
import { isBefore, laterOf, Slot } from './slots';

/** Some commands of a RUN, as one of their own. */
export function joined(
  step: Step,
  commands: ShellCommand[],
  rewriteContext: RewriteContext,
): string[] {
  const { dockerfile } = rewriteContext.fixContext;
  const texts = commands.map(command =>
    keptText(command, editsOf(step, command, rewriteContext), rewriteContext),
  );
  const isLong = texts.some(text => text.includes('\n'));
  const joint = isLong
    ? ` ${dockerfile.escape}${dockerfile.lineEnd}    && `
    : ' && ';
  return linesOf(`RUN ${texts.join(joint)}`);
}

/** Where commands of the author's go: as early as they stood, and behind the service's code only where they may need it. */
export function placeCommands(
  step: Step,
  commands: ShellCommand[],
  lines: string[],
  { reached, isAfterCode, isAsUser }: Progress,
  rewriteContext: RewriteContext,
): Part[] | Refusal {
  const { fixContext, layout, late } = rewriteContext;
  const own = targetOf(step.stage, fixContext);
  const isLate =
    isAfterCode &&
    (commands.length === 0 ||
      commands.some(command => needsCode(command, step, late, fixContext)));
  if (isLate && commands.some(isInstall))
    return refuse(
      `What ${
        commands.find(isInstall)!.name
      } installs here may depend on the service's code, which the rule has below every installation.`,
    );
  const files = commands.some(command => pipSources(command).files.length > 0);
  if (
    !files &&
    commands.some(command => isInstall(command) && !installsByName(command))
  )
    return refuse(
      `What ${
        commands.find(isInstall)!.name
      } installs is not named here, and its place is not known.`,
    );
  const gives = commands.some(command =>
    givesTo([...layout.users, fixContext.standard.user], command),
  );
  let slot: Slot = laterOf(files ? 'libraries' : 'environment', reached);
  if (gives) slot = 'user';
  if (isLate) slot = 'code';
  if (isAsUser && !commands.some(isInstall)) slot = 'runtime-folder';
  const isRuntime = isBefore('install', slot);
  const targets = isRuntime
    ? runtimeTargets(step, fixContext)
    : [own ?? ('base' as const)];
  const text = inItsFolder(step, commands, lines, slot, rewriteContext);
  // PDM among other packages of one `pip install`.
  const isPdm = !isRuntime && commands.some(installsPdm);
  if (
    slot === 'code' &&
    commands.some(command => changesFiles(command, step, rewriteContext))
  )
    rewriteContext.authorBlocks.isChangedLate = true;
  return [
    {
      targets,
      slot: own && !isRuntime ? 'install' : slot,
      lines: text,
      replaces: isPdm,
      ...(isPdm && { slot: 'pdm' as const }),
    },
  ];
}

/** Whether a command leaves files of root's in the application's folder. */
function changesFiles(
  command: ShellCommand,
  step: Step,
  { fixContext, layout }: RewriteContext,
): boolean {
  const { standard } = fixContext;
  const { name, words, writesTo } = command;
  const isCheck =
    /^(pdm|python[\d.]*)$/.test(name) &&
    words.some(({ text }) => text === '-c');
  const paths = [...words.map(({ text }) => text), ...writesTo];
  const isInApp = paths.some(text => {
    const path = pathIn(directoryOf(step, command), text);
    return (
      path.known &&
      !text.startsWith('-') &&
      contains(standard.appDirectory, relocate(path.text, layout, standard))
    );
  });
  return isInApp && !isCheck && name !== 'chown';
}

/** What works on the folder at hand gets that folder, where the new file is in another one. */
function inItsFolder(
  { workdir }: Step,
  commands: ShellCommand[],
  lines: string[],
  slot: Slot,
  { fixContext, layout }: RewriteContext,
): string[] {
  const { appDirectory } = fixContext.standard;
  if (!workdir.known || !commands.some(dependsOnFolder)) return lines;
  const wanted = relocate(workdir.text, layout, fixContext.standard);
  const isInService = !isBefore(slot, 'service-folder');
  const isInApp = !isBefore(slot, 'root-folder');
  let there = '/';
  if (isInService) there = layout.home;
  else if (isInApp) there = appDirectory;
  if (wanted === there) return lines;
  return [
    `WORKDIR ${wanted}`,
    ...lines,
    ...(isInApp ? [`WORKDIR ${there}`] : []),
  ];
}

/** What a command that stays says otherwise in the new file: its user, PDM's name, and where the requirements are that it reads. */
export function editsOf(
  step: Step,
  command: ShellCommand,
  rewriteContext: RewriteContext,
): Edit[] {
  const { dockerfile, standard } = rewriteContext.fixContext;
  const { users } = rewriteContext.layout;
  const { files } = pipSources(command);
  return command.words.flatMap((word, index) => {
    const { text } = word;
    if (!dockerfile.isWritten(command, word)) return [];
    if (command.name === 'chown' && index <= 2 && !/^[-/]/.test(text)) {
      const renamed = text
        .split(':')
        .map(part => (users.includes(part) ? standard.user : part))
        .join(':');
      return renamed === text ? [] : [dockerfile.replace(word, renamed)];
    }
    if (files.includes(text)) {
      const path = requirementsAt(step, command, text, rewriteContext);
      return path === undefined ? [] : [dockerfile.replace(word, path)];
    }
    if (!pipRequirements(command)) return [];
    // With the dependencies that PDM was released with: newer ones have broken it before.
    return text.toLowerCase() === 'pdm'
      ? [dockerfile.replace(word, '"pdm[locked]"')]
      : [];
  });
}

/** Where requirements are in the new image; there they are copied before the installation, whatever brought them before. */
function requirementsAt(
  step: Step,
  command: ShellCommand,
  file: string,
  { fixContext, layout, authorBlocks, requirements }: RewriteContext,
): string | undefined {
  const { standard } = fixContext;
  const path = pathIn(directoryOf(step, command), file);
  if (!path.known) return undefined;
  const copied = requirements.get(path.text);
  if (copied !== undefined) return `${standard.appDirectory}/${copied}`;
  const moved = relocate(path.text, layout, standard);
  if (contains(standard.appDirectory, moved))
    authorBlocks.metadata.add(moved.slice(standard.appDirectory.length + 1));
  return moved;
}
