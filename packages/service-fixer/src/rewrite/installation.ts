import {
  directoryOf,
  isPdmInstall,
  pathIn,
  pipRequirements,
  ShellCommand,
  ShellWord,
  Step,
} from '@huleedu/rule-087/model';
import { RewriteContext, Part } from './RewriteContext';
import { joined } from './keptCommands';
import { targetOf } from './Layout';
import { targetsOf } from '../steps/purposes';

/** PDM's own installation: the new file's, with the version that was asked for, or the author's where that says more. */
export function notePdm(
  step: Step,
  commands: ShellCommand[],
  rewriteContext: RewriteContext,
): Part | undefined {
  const { authorBlocks } = rewriteContext;
  const isKnown =
    authorBlocks.pdm !== undefined ||
    authorBlocks.ownBlocks.some(
      ({ slot, replaces }) => slot === 'pdm' && replaces,
    );
  const words = commands.flatMap(command => command.words);
  const asked = words.filter(({ text }) => /^pdm(?![\w-])/i.test(text));
  if (isKnown || asked.length === 0) return undefined;
  const pip = commands.filter(command => pipRequirements(command));
  const [requirement] = asked.map(({ text }) => text);
  const isPlain =
    flagsOf(step, rewriteContext).every(flag => flag.includes('type=cache')) &&
    (pip.length < commands.length ||
      (commands.length === 1 && words.every(isPlainWord)));
  if (isPlain) {
    if (requirement.toLowerCase() !== 'pdm') authorBlocks.pdm = requirement;
    return undefined;
  }
  const flags = flagsOf(step, rewriteContext);
  const [head, ...rest] = joined(step, commands, rewriteContext);
  const before = ['RUN', ...flags].join(' ');
  return {
    targets: ['base'],
    slot: 'pdm',
    lines: [head.replace(/^RUN/, () => before), ...rest],
    replaces: true,
  };
}

/** `--mount=…` and its like; the last of a name is all that the model knows. */
function flagsOf(
  { instruction }: Step,
  { fixContext }: RewriteContext,
): string[] {
  const { start, keyword, body } = instruction;
  const text = fixContext.dockerfile.slice({
    start: start + keyword.length,
    end: body.span(0, 0).start,
  });
  return text.split(/\s+/).filter(word => word.startsWith('--'));
}

function isPlainWord({ text }: ShellWord): boolean {
  return /^(pdm\b.*|-m|pip\d?|install|-U|-q|--upgrade|--quiet|--no-cache-dir|--no-cache|--disable-pip-version-check|--user|--root-user-action(=\w+)?|ignore)$/i.test(
    text,
  );
}

const KEPT_OPTION =
  /^(--no-self|--no-editable|--no-isolation|--fail-fast|-x|-v+|--verbose|-q|--quiet|--without(=.*)?|--skip(=.*)?)$/;

/** Mounts and options of an installation, for that of the stage; and where another installer put what PDM installs from now on. */
export function noteInstall(
  step: Step,
  command: ShellCommand,
  rewriteContext: RewriteContext,
) {
  const { authorBlocks, fixContext, superseded } = rewriteContext;
  if (!isPdmInstall(command)) {
    for (const target of targetsOf(command)) {
      const path = pathIn(directoryOf(step, command), target);
      if (path.known) superseded.push(path.text);
    }
    return;
  }
  const isOfDevelopment = targetOf(step.stage, fixContext) === 'development';
  const known = authorBlocks[isOfDevelopment ? 'development' : 'production'];
  const add = (list: string[], item: string) => {
    if (!list.includes(item)) list.push(item);
  };
  for (const flag of flagsOf(step, rewriteContext)) add(known.flags, flag);
  const { pyproject } = fixContext.model;
  const tools =
    pyproject.state === 'read' ? pyproject.model.developmentGroups : [];
  const { words } = command;
  for (const [index, { text }] of words.entries()) {
    const next = words[index + 1]?.text ?? '';
    if (KEPT_OPTION.test(text))
      add(
        known.options,
        /^--(without|skip)$/.test(text) ? `${text} ${next}` : text,
      );
    const [, value] = /^(?:-G|--group=|--with=)(.+)$/.exec(text) ?? [];
    const group = /^(-G|--group|--with)$/.test(text) ? next : value ?? '';
    for (const name of group.split(',')) {
      // Groups for development are installed in that stage, all of them.
      if (name !== '' && name !== ':all' && !tools.includes(name))
        add(known.options, `-G ${name}`);
    }
  }
}
