import { Standard } from '@huleedu/rule-087';
import {
  aptVerb,
  closureOf,
  contains,
  directoryOf,
  installsPdm,
  isPdmInstall,
  ownership,
  pathIn,
  pdmVerb,
  pipRequirements,
  ShellCommand,
  Step,
  stepsOf,
} from '@huleedu/rule-087/model';
import { makesUser } from './users';

/**
 * What the rule has a command for. `glue` does nothing by itself; `author` is what the rule does not speak of, and what must not be lost.
 */
export type Purpose =
  | 'system'
  | 'pdm'
  | 'lock'
  | 'install'
  | 'user'
  | 'glue'
  | 'author';

/** What pip brings along to install projects with. */
const INSTALLERS =
  /^(pdm|pip|setuptools|wheel|poetry|poetry-core|uv|pipenv|virtualenv)(?![\w-])/i;

export function isInstaller(requirement: string): boolean {
  return INSTALLERS.test(requirement);
}

export function purposeOf(
  command: ShellCommand,
  step: Step,
  standard: Standard,
): Purpose {
  const { name, words, writesTo } = command;
  const apt = aptVerb(command);
  if (apt !== undefined)
    return /^(update|install|clean|autoclean|autoremove)$/.test(apt)
      ? 'system'
      : 'author';
  if (name === 'rm' && words.every(({ text }) => isListOfPackages(text)))
    return 'system';
  if (pipRequirements(command)) return purposeOfPip(command, step, standard);
  if (installsPdm(command) || readsInstaller(command, step)) return 'pdm';
  if (pdmVerb(command) === 'lock') return 'lock';
  if (name === 'rm' && words.every(({ text }) => /^-|^pdm\.lock/.test(text)))
    return 'lock';
  if (isPdmInstall(command) || isOfAnotherInstaller(command)) return 'install';
  if (makesUser(command) || givesApp(command, step, standard)) return 'user';
  const isGlue = /^(cd|echo|printf|\[|test|set|true|:|export|source|\.)$/.test(
    name,
  );
  return isGlue && writesTo.length === 0 ? 'glue' : 'author';
}

function isListOfPackages(text: string): boolean {
  return /^-|\/var\/(lib\/apt\/lists|cache\/apt)/.test(text);
}

function purposeOfPip(
  command: ShellCommand,
  step: Step,
  standard: Standard,
): Purpose {
  const requirements = pipRequirements(command) ?? [];
  const { files, folders } = pipSources(command);
  const isProject =
    requirements.length > 0 &&
    files.length === 0 &&
    folders.length === requirements.length;
  if (isProject)
    return folders.every(folder =>
      isOfRepository(folder, command, step, standard),
    )
      ? 'install'
      : 'author';
  if (files.length > 0)
    return requirements.length === 0 && exportsRequirements(step)
      ? 'install'
      : 'author';
  return requirements.length > 0 && requirements.every(isInstaller)
    ? 'pdm'
    : 'author';
}

/** Whether a command is pip's, whatever it does: `pip wheel`, `python -m pip`, `uv pip`. */
export function isPip({ name, words }: ShellCommand): boolean {
  return (
    /^pip[\d.]*$/.test(name) ||
    (/^(python[\d.]*|uv)$/.test(name) &&
      words.slice(0, 2).some(({ text }) => /^pip[\d.]*$/.test(text)))
  );
}

/** Folders in which another installer puts what it installs: a virtual environment, the prefix of a `pip install`. */
export function targetsOf({ name, words }: ShellCommand): string[] {
  const texts = words.map(({ text }) => text);
  if (name === 'virtualenv' || texts[1] === 'venv') return texts.slice(-1);
  return texts.flatMap((text, index) => {
    if (/^(--prefix|--target|-t|--root)$/.test(texts[index - 1] ?? ''))
      return [text];
    const [, value] = /^--(?:prefix|target|root)=(.*)$/.exec(text) ?? [];
    return value === undefined ? [] : [value];
  });
}

/** The files that a `pip install` reads requirements from, and the folders of projects that it installs. */
export function pipSources(command: ShellCommand): {
  files: string[];
  folders: string[];
} {
  if (!isPip(command)) return { files: [], folders: [] };
  const texts = command.words.map(({ text }) => text);
  const after = (option: RegExp) =>
    texts.flatMap((text, index) => {
      if (option.test(texts[index - 1] ?? '')) return [text];
      const [, value] =
        /^(?:--requirement|--constraint)=(.*)$/.exec(text) ?? [];
      return value === undefined ? [] : [value];
    });
  const files = [
    ...after(/^(-r|-c|--requirement|--constraint)$/),
    ...texts.flatMap(text => /^-r(.+)$/.exec(text)?.[1] ?? []),
  ];
  const folders = texts.filter(
    (text, index) =>
      /^\.{1,2}(\/|\[|$)|^[\w-]+\//.test(text.replace(/^\//, '')) &&
      !files.includes(text) &&
      !/:\/\//.test(text) &&
      !/^-[^e]|^--(?!editable)/.test(texts[index - 1] ?? ''),
  );
  return { files: [...new Set(files)], folders };
}

/** The project itself, or one of the shared libraries: what PDM installs, since pyproject.toml names them. */
function isOfRepository(
  folder: string,
  command: ShellCommand,
  step: Step,
  { librariesDirectory, servicesDirectory }: Standard,
): boolean {
  const path = pathIn(
    directoryOf(step, command),
    folder.replace(/\[.*\]$/, ''),
  );
  const { workdir } = step;
  if (!path.known) return false;
  return (
    path.text
      .split('/')
      .some(
        part => part === librariesDirectory || part === servicesDirectory,
      ) ||
    (workdir.known && contains(path.text, workdir.text))
  );
}

/** Whether PDM wrote the requirements that pip reads. */
function exportsRequirements({ stage }: Step): boolean {
  return stepsOf(closureOf(stage)).some(({ commands }) =>
    commands.some(command => pdmVerb(command) === 'export'),
  );
}

/** The `python -` behind a download of PDM's installer. */
export function readsInstaller(
  { name, words }: ShellCommand,
  { commands }: Step,
): boolean {
  return (
    /^python[\d.]*$/.test(name) &&
    words[0]?.text === '-' &&
    commands.some(
      command => /^(curl|wget)$/.test(command.name) && installsPdm(command),
    )
  );
}

/** What makes an environment for the project, or fills it, in another way than the rule's. */
function isOfAnotherInstaller(command: ShellCommand): boolean {
  const { name, words } = command;
  const [first, second] = words.map(({ text }) => text);
  if (/^(poetry|pipenv)$/.test(name)) return first !== 'run';
  if (name === 'uv') return /^(sync|venv|lock|export)$/.test(first ?? '');
  if (name === 'virtualenv') return true;
  if (/^python[\d.]*$/.test(name)) return first === '-m' && second === 'venv';
  return /^(use|venv|export)$/.test(pdmVerb(command) ?? '');
}

/** Whether a command does nothing but give the application's folder to somebody. */
function givesApp(
  command: ShellCommand,
  step: Step,
  { appDirectory }: Standard,
): boolean {
  const given = ownership(command);
  if (!given) return false;
  const home = directoryOf(step, command);
  return given.paths.every(path => {
    const place = pathIn(home, path.replace(/(.)\/\*$/, '$1'));
    return (
      place.known &&
      (contains(appDirectory, place.text) ||
        (step.workdir.known && contains(step.workdir.text, place.text)))
    );
  });
}
