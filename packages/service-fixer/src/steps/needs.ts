import {
  contains,
  directoryOf,
  isInstall,
  normalizeName,
  ownership,
  pathIn,
  pdmVerb,
  pipRequirements,
  ShellCommand,
  Step,
} from '@huleedu/rule-087/model';
import { FixContext } from '../ClauseFix';
import { pipSources } from './purposes';

/** Programs that do the same wherever the service's code is: what they work on is named in the command. */
const PLAIN =
  /^(mkdir|touch|chmod|chown|ln|rm|mv|cp|install|cd|echo|printf|cat|tee|sed|test|\[|set|true|:|export|curl|wget|tar|unzip|gzip|gunzip|bzip2|xz|sha256sum|gpg|apt-get|apt|apt-cache|apt-key|dpkg|git|groupadd|useradd|usermod|groupmod|addgroup|adduser|find|head|grep|uname|which|ls)$/;

/** Programs that read what lies in folders of the system. */
const OF_SYSTEM =
  /^(dpkg-reconfigure|debconf-set-selections|update-ca-certificates|update-alternatives|locale-gen|update-locale|localedef|ldconfig|fc-cache)$/;

/** Programs that make what they name, so that it need not be there. */
const MAKING = /^(mkdir|touch|tee)$/;

/**
 * Whether a command may need something that is copied late: the service's code, or one of some other paths.
 *
 * @param late - absolute paths of the old image at which that is
 */
export function needsCode(
  command: ShellCommand,
  step: Step,
  late: string[],
  fixContext: FixContext,
): boolean {
  const { name, words } = command;
  const home = directoryOf(step, command);
  const isLate = words.some(({ text }) => {
    const path = /^-|[\s;()'"]/.test(text) ? undefined : pathIn(home, text);
    return (
      path?.known === true &&
      (text.startsWith('/') || /[./]/.test(text)) &&
      late.some(
        place => contains(place, path.text) || contains(path.text, place),
      )
    );
  });
  if (MAKING.test(name) || setsUpPdm(command)) return false;
  if (isLate) return true;
  if (OF_SYSTEM.test(name))
    return late.some(
      place => !contains(fixContext.standard.appDirectory, place),
    );
  if (PLAIN.test(name)) {
    const isRelative = words.some(
      ({ text }) => !/^[-/$~]|:\/\//.test(text) && /[./]/.test(text),
    );
    return (
      isRelative && home.known && late.some(place => contains(place, home.text))
    );
  }
  if (pipRequirements(command)) return false;
  return !runsDependency(command, fixContext);
}

/** Whether a command is about all of PDM, and not about the project at hand. */
export function setsUpPdm(command: ShellCommand): boolean {
  return (
    pdmVerb(command) === 'config' &&
    !command.words.some(({ text }) => /^(-l|--local)$/.test(text))
  );
}

/** Python packages that fetch models or browsers, and are known by that though another one brings them. */
const DOWNLOADERS = [
  'spacy',
  'nltk',
  'playwright',
  'stanza',
  'huggingface-cli',
  'sys',
  'os',
];

/** `python -m spacy download …`, `pdm run playwright install`, `python -c "import nltk; …"`: a program of what is installed, and not of the service. */
function runsDependency(command: ShellCommand, { model }: FixContext): boolean {
  const { pyproject } = model;
  const known =
    pyproject.state === 'read'
      ? pyproject.model.allDependencies.map(({ name }) => name)
      : [];
  const isKnown = (module: string) =>
    [...known, ...DOWNLOADERS].includes(normalizeName(module.split('.')[0]));
  const all = [command.name, ...command.words.map(({ text }) => text)];
  const words =
    pdmVerb(command) === 'run'
      ? all
          .slice(all.indexOf('run') + 1)
          .filter(text => !/^-\w/.test(text) || /^-[mc]$/.test(text))
      : all;
  const [program = '', option, argument = ''] = words;
  const isScript =
    pyproject.state === 'read' && pyproject.model.scripts.has(program);
  if (isScript) return false;
  if (!/^python[\d.]*$/.test(program)) return isKnown(program);
  if (option === '-m') return isKnown(argument);
  if (option !== '-c') return false;
  const modules = [
    ...argument.matchAll(
      /(?:^|[;\n])\s*(?:import|from)\s+([\w.]+(?:\s*,\s*[\w.]+)*)/g,
    ),
  ].flatMap(([, names]) => names.split(/\s*,\s*/));
  return modules.length > 0 && modules.every(isKnown);
}

/** Whether what a command does depends on the folder in which it runs. */
export function dependsOnFolder(command: ShellCommand): boolean {
  const { name, words } = command;
  // The files that it reads are named anew.
  if (pipRequirements(command)) return pipSources(command).folders.length > 0;
  if (/^(make|cmake|npm|yarn|pnpm|cargo|go|mvn|gradle|\.\/.*)$/.test(name))
    return true;
  const operands = words.filter(({ text }) => !/^[-/$~"']|:\/\//.test(text));
  if (/^(mkdir|touch|cp|mv|rm|ln|tar|unzip|rmdir|cat|sed|cd)$/.test(name))
    return operands.length > 0;
  if (/^(curl|wget)$/.test(name))
    return (
      words.some(({ text }) => /^-\w*O\w*$|^--remote-name$/.test(text)) ||
      name === 'wget'
    );
  return operands.some(({ text }) =>
    /^\.{1,2}(\/|$)|^[\w.-]+\/[\w./-]+$/.test(text),
  );
}

/** Whether a command gives something to one of some users. */
export function givesTo(users: string[], command: ShellCommand): boolean {
  const owner =
    ownership(command)?.owner ??
    (command.name === 'chown'
      ? command.words
          .find(({ text }) => !text.startsWith('-'))
          ?.text.split(':')[0]
      : undefined);
  return owner !== undefined && users.includes(owner);
}

/** Whether a command installs what is named in it, and not in files of the project. */
export function installsByName(command: ShellCommand): boolean {
  return (
    isInstall(command) &&
    command.words.every(
      ({ text }) =>
        !/^\.|^-r|^-e|^--requirement|^--editable|^[\w-]+\//.test(text),
    )
  );
}
