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
import { Refusal, refuse } from '../Mend';
import {
  Gathering,
  keptText,
  linesOf,
  Part,
  Progress,
  runtimeTargets,
} from './Gathering';
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
  gathering: Gathering,
): string[] {
  const { dockerfile } = gathering.situation;
  const texts = commands.map(command =>
    keptText(command, editsOf(step, command, gathering), gathering),
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
  gathering: Gathering,
): Part[] | Refusal {
  const { situation, layout, late } = gathering;
  const own = targetOf(step.stage, situation);
  const isLate =
    isAfterCode &&
    (commands.length === 0 ||
      commands.some(command => needsCode(command, step, late, situation)));
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
    givesTo([...layout.users, situation.standard.user], command),
  );
  let slot: Slot = laterOf(files ? 'libraries' : 'environment', reached);
  if (gives) slot = 'user';
  if (isLate) slot = 'code';
  if (isAsUser && !commands.some(isInstall)) slot = 'runtime-folder';
  const isRuntime = isBefore('install', slot);
  const targets = isRuntime
    ? runtimeTargets(step, situation)
    : [own ?? ('base' as const)];
  const text = inItsFolder(step, commands, lines, slot, gathering);
  // PDM among other packages of one `pip install`.
  const isPdm = !isRuntime && commands.some(installsPdm);
  if (
    slot === 'code' &&
    commands.some(command => changesFiles(command, step, gathering))
  )
    gathering.belongings.isChangedLate = true;
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
  { situation, layout }: Gathering,
): boolean {
  const { standard } = situation;
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
  { situation, layout }: Gathering,
): string[] {
  const { appDirectory } = situation.standard;
  if (!workdir.known || !commands.some(dependsOnFolder)) return lines;
  const wanted = relocate(workdir.text, layout, situation.standard);
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
  gathering: Gathering,
): Edit[] {
  const { dockerfile, standard } = gathering.situation;
  const { users } = gathering.layout;
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
      const path = requirementsAt(step, command, text, gathering);
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
  { situation, layout, belongings, requirements }: Gathering,
): string | undefined {
  const { standard } = situation;
  const path = pathIn(directoryOf(step, command), file);
  if (!path.known) return undefined;
  const copied = requirements.get(path.text);
  if (copied !== undefined) return `${standard.appDirectory}/${copied}`;
  const moved = relocate(path.text, layout, standard);
  if (contains(standard.appDirectory, moved))
    belongings.metadata.add(moved.slice(standard.appDirectory.length + 1));
  return moved;
}
