import { Stage, Step } from './DockerfileModel';
import { ShellCommand, ShellWord } from './shellCommands';

/** A command and the step that runs it. */
export type Invocation = { step: Step; command: ShellCommand };

export function invocationsOf(stages: Stage[]): Invocation[] {
  return stages.flatMap(({ steps }) =>
    steps.flatMap(step => step.commands.map(command => ({ step, command }))),
  );
}

const PIP_OPTIONS =
  '-r --requirement -c --constraint -i --index-url --extra-index-url -f --find-links -t --target --prefix --root --python --platform --progress-bar --timeout --retries --trusted-host --proxy --cache-dir'.split(
    ' ',
  );
const APT_OPTIONS =
  '-o --option -t --target-release -c --config-file --default-release'.split(
    ' ',
  );
const PDM_OPTIONS =
  '-p --project -L --lockfile -G --group --with --without -c --config --venv --config-setting -k --skip'.split(
    ' ',
  );

/** The words of `apt-get install`, `pip install` or `pdm install` behind the verb, without options and their values. */
function operands(words: ShellWord[], valued: string[]): ShellWord[] {
  return words.filter(
    (word, index) =>
      !word.text.startsWith('-') && !valued.includes(words[index - 1]?.text),
  );
}

export function isAptGet({ name }: ShellCommand): boolean {
  return name === 'apt-get' || name === 'apt';
}

export function aptVerb(command: ShellCommand): string | undefined {
  return isAptGet(command)
    ? operands(command.words, APT_OPTIONS)[0]?.text
    : undefined;
}

/** Names of the packages that an `apt-get install` names, without version, architecture or release. */
export function aptPackages(command: ShellCommand): string[] {
  if (aptVerb(command) !== 'install') return [];
  return operands(command.words, APT_OPTIONS)
    .slice(1)
    .flatMap(({ text }) => text.trim().split(/\s+/))
    .map(text => (text.startsWith('$') ? text : text.split(/[=:/]/)[0]));
}

/** Whether one of the words is this option, alone, with a value, or among short ones (`-qy`). */
export function hasOption(command: ShellCommand, ...names: string[]): boolean {
  return command.words.some(({ text }) =>
    names.some(name =>
      name.startsWith('--')
        ? text === name || text.startsWith(`${name}=`)
        : /^-[a-zA-Z]+$/.test(text) && text.includes(name[1]),
    ),
  );
}

/** The arguments that pip gets, for `pip`, `pip3.11` and `python -m pip`. */
function pipWords({ name, words }: ShellCommand): ShellWord[] | undefined {
  if (/^pip[\d.]*$/.test(name)) return words;
  const module = words.findIndex(({ text }) => text === '-m');
  return /^python[\d.]*$/.test(name) &&
    words[module + 1]?.text === 'pip' &&
    module !== -1
    ? words.slice(module + 2)
    : undefined;
}

/** Requirements of a `pip install`; undefined where the command is none. */
export function pipRequirements(command: ShellCommand): string[] | undefined {
  const [verb, ...rest] = operands(pipWords(command) ?? [], PIP_OPTIONS);
  return verb?.text === 'install' ? rest.map(({ text }) => text) : undefined;
}

export function installsPdm(command: ShellCommand): boolean {
  return (pipRequirements(command) ?? []).some(
    requirement => /^[\w.-]+/.exec(requirement)?.[0].toLowerCase() === 'pdm',
  );
}

function pdmWords({ name, words }: ShellCommand): ShellWord[] | undefined {
  if (name === 'pdm') return words;
  return /^python[\d.]*$/.test(name) &&
    words[0]?.text === '-m' &&
    words[1]?.text === 'pdm'
    ? words.slice(2)
    : undefined;
}

export function pdmVerb(command: ShellCommand): string | undefined {
  return operands(pdmWords(command) ?? [], PDM_OPTIONS)[0]?.text;
}

export function isPdmInstall(command: ShellCommand): boolean {
  const verb = pdmVerb(command);
  return verb === 'install' || verb === 'sync';
}

/** The lock file that a `pdm` command names. */
export function pdmLockFile(command: ShellCommand): string | undefined {
  return optionValue(command, '--lockfile', '-L');
}

/** The folder of the project that a `pdm` command is told to work on. */
export function pdmProject(command: ShellCommand): string | undefined {
  return optionValue(command, '--project', '-p');
}

function optionValue(
  { words }: ShellCommand,
  long: string,
  short: string,
): string | undefined {
  for (const [index, { text }] of words.entries()) {
    if (text === long || text === short) return words[index + 1]?.text;
    if (text.startsWith(`${long}=`)) return text.slice(long.length + 1);
  }
  return undefined;
}

/** Whether the command installs software: what must not come after the service's code. */
export function isInstall(command: ShellCommand): boolean {
  return (
    aptVerb(command) === 'install' ||
    pipRequirements(command) !== undefined ||
    isPdmInstall(command) ||
    (/^(npm|yarn|apk|uv|poetry)$/.test(command.name) &&
      ['install', 'add', 'sync', 'ci'].includes(command.words[0]?.text))
  );
}

export function createsUser({ name }: ShellCommand): boolean {
  return name === 'useradd' || name === 'adduser';
}

/** The user that a `useradd` makes: its last word. */
export function createdUser(command: ShellCommand): {
  name?: string;
  uid?: string;
} {
  const uid = command.words.findIndex(
    ({ text }) => text === '-u' || text === '--uid',
  );
  return {
    name: command.words.at(-1)?.text,
    uid: uid === -1 ? undefined : command.words[uid + 1]?.text,
  };
}

/** The owner and the paths of a recursive `chown`. */
export function ownership(
  command: ShellCommand,
): { owner: string; paths: string[] } | undefined {
  if (command.name !== 'chown' || !hasOption(command, '-R', '--recursive'))
    return undefined;
  const [owner, ...paths] = operands(command.words, ['--from', '--reference']);
  return (
    owner && {
      owner: owner.text.split(/[:.]/)[0],
      paths: paths.map(({ text }) => text),
    }
  );
}
