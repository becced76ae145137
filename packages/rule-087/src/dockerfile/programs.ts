import { onceAStage, Stage, Step } from './DockerfileModel';
import { ShellCommand, ShellWord } from './shellCommands';

/** A command and the step that runs it. */
export type Invocation = { step: Step; command: ShellCommand };

const commandsOf = onceAStage(({ steps }): Invocation[] =>
  steps.flatMap(step => step.commands.map(command => ({ step, command }))),
);

export function invocationsOf(stages: readonly Stage[]): Invocation[] {
  return stages.flatMap(commandsOf);
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

const USER_OPTIONS =
  '-b --base-dir -c --comment -d --home-dir --home -e --expiredate -f --inactive -g --gid -G --groups -h -k --skel -K --key -p --password -s --shell -u --uid --gecos --firstuid --lastuid --firstgid --lastgid --ingroup --conf'.split(
    ' ',
  );

/** The words of a command without options and their values: the verb, and what it is done to. */
function operands(words: ShellWord[], valued: string[]): ShellWord[] {
  return words.filter(
    (word, index) =>
      !word.text.startsWith('-') && !takesNext(words[index - 1], valued),
  );
}

/** Whether a word is an option whose value is the next one: `-s`, `--shell`, or the last of `-ms`. */
function takesNext(word: ShellWord | undefined, valued: string[]): boolean {
  if (!word) return false;
  const { text } = word;
  return (
    valued.includes(text) ||
    (/^-[a-zA-Z]{2,}$/.test(text) && valued.includes(`-${text.at(-1)}`))
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

/** An `apt-get install` and the packages that it names. */
export type AptInstall = Invocation & { packages: string[] };

const aptInstallsIn = onceAStage((stage): AptInstall[] =>
  invocationsOf([stage]).flatMap(invocation =>
    aptVerb(invocation.command) === 'install'
      ? [{ ...invocation, packages: aptPackages(invocation.command) }]
      : [],
  ),
);

export function aptInstallsOf(stages: readonly Stage[]): AptInstall[] {
  return stages.flatMap(aptInstallsIn);
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

/** `pip` of `pip3.11` */
const withoutVersion = (name: string) =>
  /^([a-z]+)[\d.]*$/.exec(name)?.[1] ?? name;

/** The arguments of a Python program, also where `python -m` runs it. */
function programWords(
  { name, words }: ShellCommand,
  program: 'pip' | 'pdm',
): ShellWord[] | undefined {
  // Most commands are neither, and every command is asked.
  if (name[0] !== 'p') return undefined;
  if (withoutVersion(name) === program) return words;
  if (withoutVersion(name) !== 'python') return undefined;
  const module = words.findIndex(({ text }) => text === '-m');
  return module !== -1 &&
    withoutVersion(words[module + 1]?.text ?? '') === program
    ? words.slice(module + 2)
    : undefined;
}

/** Requirements of a `pip install`; undefined where the command is none. */
export function pipRequirements(command: ShellCommand): string[] | undefined {
  const words = programWords(command, 'pip');
  if (!words) return undefined;
  const [verb, ...rest] = operands(words, PIP_OPTIONS);
  return verb?.text === 'install' ? rest.map(({ text }) => text) : undefined;
}

const isPdm = (requirement: string) =>
  /^[\w.-]+/.exec(requirement)?.[0].toLowerCase() === 'pdm';

export function pipInstallsPdm(command: ShellCommand): boolean {
  return (pipRequirements(command) ?? []).some(isPdm);
}

/** Whether the command installs PDM, by pip or by another tool. */
export function installsPdm(command: ShellCommand): boolean {
  const { name, words } = command;
  if (pipInstallsPdm(command)) return true;
  if (/^(pipx|uv|conda|mamba|brew)$/.test(name)) {
    return (
      words.some(({ text }) => text === 'install') &&
      words.some(({ text }) => isPdm(text))
    );
  }
  return (
    /^(curl|wget|python[\d.]*)$/.test(name) &&
    words.some(({ text }) => /install-pdm|pdm-project\.org/.test(text))
  );
}

export function pdmVerb(command: ShellCommand): string | undefined {
  const words = programWords(command, 'pdm');
  return words && operands(words, PDM_OPTIONS)[0]?.text;
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
    if (text === long || takesNext(words[index], [short])) {
      return words[index + 1]?.text;
    }
    if (text.startsWith(`${long}=`)) return text.slice(long.length + 1);
  }
  return undefined;
}

const INSTALLERS = new Map<string, string[]>(
  Object.entries({
    apk: ['add'],
    cargo: ['install'],
    conda: ['install'],
    dnf: ['install'],
    dpkg: ['-i', '--install'],
    gem: ['install'],
    mamba: ['install'],
    microdnf: ['install'],
    npm: ['install', 'i', 'ci', 'add'],
    pdm: ['add', 'update'],
    pipenv: ['install', 'sync'],
    pipx: ['install'],
    pnpm: ['install', 'i', 'add'],
    poetry: ['install', 'add', 'update', 'sync'],
    uv: ['sync', 'add', 'install'],
    yarn: ['install', 'add'],
    yum: ['install'],
  }),
);

/** Whether the command installs software: what must not come after the service's code. */
export function isInstall(command: ShellCommand): boolean {
  const verbs = INSTALLERS.get(command.name);
  return (
    aptVerb(command) === 'install' ||
    pipRequirements(command) !== undefined ||
    isPdmInstall(command) ||
    (verbs !== undefined &&
      command.words.slice(0, 3).some(({ text }) => verbs.includes(text)))
  );
}

/** Whether the command makes a user: `adduser app group` only puts one into a group. */
export function createsUser({ name, words }: ShellCommand): boolean {
  return (
    name === 'useradd' ||
    (name === 'adduser' && operands(words, USER_OPTIONS).length === 1)
  );
}

/** The user that a `useradd` makes, wherever its name stands. */
export function createdUser(command: ShellCommand): {
  name?: string;
  uid?: string;
} {
  return {
    name: operands(command.words, USER_OPTIONS)[0]?.text,
    uid: optionValue(command, '--uid', '-u'),
  };
}

/** The owner and the paths of a recursive `chown`. */
export function ownership(
  command: ShellCommand,
): { owner: string; paths: string[] } | undefined {
  const { words } = command;
  if (command.name === 'find') return ownershipByFind(words);
  if (command.name !== 'chown' || !hasOption(command, '-R', '--recursive'))
    return undefined;
  const [owner, ...paths] = operands(words, ['--from', '--reference']);
  return owner && { owner: ownerOf(owner), paths: paths.map(textOf) };
}

/** `find /app -exec chown app {} +` reaches everything below `/app`. */
function ownershipByFind(words: ShellWord[]) {
  const chown = words.findIndex(({ text }) => text === 'chown');
  if (chown === -1 || !/^-exec(dir)?$/.test(words[chown - 1]?.text)) {
    return undefined;
  }
  const [owner] = operands(words.slice(chown + 1), []);
  const firstOption = words.findIndex(({ text }) => text.startsWith('-'));
  const paths = words.slice(0, firstOption).map(textOf);
  return owner && { owner: ownerOf(owner), paths };
}

function textOf({ text }: ShellWord): string {
  return text;
}

/** The user of `user:group`. */
function ownerOf({ text }: ShellWord): string {
  return text.split(/[:.]/)[0];
}
