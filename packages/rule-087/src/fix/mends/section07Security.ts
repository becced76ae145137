import { closureOf, Step } from '../../dockerfile/DockerfileModel';
import { hasOption, invocationsOf } from '../../dockerfile/programs';
import { ShellCommand } from '../../dockerfile/shellCommands';
import { creationsFor } from '../../model/users';
import { Edit } from '../text/Edit';
import { Mend, Mends, ofEach, Refusal, refuse, Situation } from '../Mend';
import { userCommands } from './users';

/** Options of adduser that useradd -r has by itself, or does not need. */
const MEANT_ANYWAY =
  /^(--disabled-password|--disabled-login|--no-create-home|-D|-H|--system|-S|-r|--group|--quiet|-q|--gecos(=.*)?|--ingroup(=.*)?|-G|--gid(=.*)?|-g)$/;

/** adduser with options that say nothing but what useradd -r says: its user; undefined where it says more. */
function plainUser({ words }: ShellCommand): string | undefined {
  const names: string[] = [];
  for (const [index, { text }] of words.entries()) {
    const before = words[index - 1]?.text ?? '';
    if (/^(--gecos|--ingroup|--gid|-G|-g)$/.test(before)) continue;
    if (text.startsWith('-')) {
      if (!MEANT_ANYWAY.test(text)) return undefined;
    } else names.push(text);
  }
  return names.length === 1 ? names[0] : undefined;
}

const useradd: Mend = situation => {
  const { model } = situation;
  const creations = new Map(
    model.runtimeStages
      .flatMap(stage => creationsFor(stage, closureOf(stage)))
      .map(creation => [creation.command, creation]),
  );
  if (creations.size === 0)
    return refuse('No stage creates a user, and none runs as one.');
  return ofEach(creations.values(), ({ command, name, step }) =>
    mendCreation(situation, command, name, step),
  );
};

function mendCreation(
  { dockerfile }: Situation,
  command: ShellCommand,
  name: string | undefined,
  { stage, commands: around }: Step,
): Edit[] | Refusal {
  if (!dockerfile.isWritten(command) || name === undefined)
    return refuse('This RUN is no script that words can be added to.');
  const groups = invocationsOf(closureOf(stage))
    .map(invocation => invocation.command)
    .filter(({ name: program }) => program === 'groupadd');
  const hasGroup = groups.some(group => hasOption(group, '-r', '--system'));
  if (command.name !== 'useradd') {
    const user = plainUser(command);
    if (
      user === undefined ||
      around.some(({ name: other }) => other === 'addgroup')
    )
      return refuse(
        `What ${command.name} says here is more than useradd -r does.`,
      );
    const commands = userCommands(user);
    return [
      dockerfile.replace(
        command,
        (groups.length > 0 ? commands.slice(1) : commands).join(' && '),
      ),
    ];
  }
  const edits: Edit[] = [];
  const flags = [
    !hasOption(command, '--no-log-init', '-l') && '--no-log-init',
    !hasOption(command, '-r', '--system') && '-r',
    !hasOption(command, '-g', '--gid') && `-g ${name}`,
  ].filter(flag => flag !== false);
  if (hasOption(command, '-U', '--user-group'))
    return refuse('useradd -U and -g exclude each other.');
  if (flags.length > 0) {
    const at = dockerfile.slice(command).indexOf('useradd') + command.start;
    edits.push(dockerfile.insert(at + 'useradd'.length, ` ${flags.join(' ')}`));
  }
  if (!hasGroup) {
    const [group] = groups;
    if (group && dockerfile.isWritten(group)) {
      const at = dockerfile.slice(group).indexOf('groupadd') + group.start;
      edits.push(dockerfile.insert(at + 'groupadd'.length, ' -r'));
    } else if (hasOption(command, '-g', '--gid')) {
      return refuse('The group that -g names is made elsewhere.');
    } else {
      edits.push(dockerfile.insert(command.start, `groupadd -r ${name} && `));
    }
  }
  return edits;
}

export const section07Security: Mends = { '7.1.useradd': useradd };
