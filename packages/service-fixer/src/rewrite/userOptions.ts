import {
  closureOf,
  creationsFor,
  invocationsOf,
  ShellCommand,
  userOf,
} from '@huleedu/rule-087/model';
import { FixContext } from '../ClauseFix';
import { AuthorBlocks } from './AuthorBlocks';
import { Layout, relocate } from './Layout';

/** What an author says of the user besides its name: numbers, which files on volumes may belong to, a home, a shell. */
export function userOptionsOf(
  { model, standard }: FixContext,
  layout: Layout,
): Pick<AuthorBlocks, 'groupOptions' | 'userOptions'> {
  const stage = model.runtimeStages.at(-1)!;
  const { name, isRoot } = userOf(stage);
  const closure = closureOf(stage);
  const [creation] = creationsFor(stage, closure);
  if (!creation) {
    const isNumber = !isRoot && /^\d+$/.test(name ?? '');
    return { groupOptions: [], userOptions: isNumber ? [`-u ${name}`] : [] };
  }
  const { command } = creation;
  const group = invocationsOf(closure).find(({ command: { name: program } }) =>
    /^(groupadd|addgroup)$/.test(program),
  )?.command;
  return {
    groupOptions: group ? valueOf(group, '-g', '--gid') : [],
    userOptions: [
      ...valueOf(command, '-u', '--uid'),
      ...(makesHome(command) ? ['-m'] : []),
      ...valueOf(command, '-d', '--home', '--home-dir').map(option =>
        relocate(option, layout, standard),
      ),
      ...valueOf(command, '-s', '--shell'),
    ],
  };
}

/** An option with its value, by its short name. */
function valueOf({ words }: ShellCommand, short: string, ...long: string[]) {
  for (const [index, { text }] of words.entries()) {
    const [name, value = words[index + 1]?.text] = text.split('=', 2);
    const isIt = text === short || long.includes(name);
    if (isIt && value && !value.startsWith('-')) return [`${short} ${value}`];
  }
  return [];
}

function makesHome({ name, words }: ShellCommand): boolean {
  const texts = words.map(({ text }) => text);
  if (name === 'adduser')
    return !texts.some(text =>
      /^(--system|-S|--no-create-home|-H)$/.test(text),
    );
  return texts.some(
    text => text === '--create-home' || /^-[a-z]*m[a-z]*$/.test(text),
  );
}
