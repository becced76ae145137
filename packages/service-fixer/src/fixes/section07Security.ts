import {
  closureOf,
  creationsFor,
  hasOption,
  invocationsOf,
  ShellCommand,
  Step,
} from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import {
  ClauseFix,
  ClauseFixes,
  ofEach,
  Refusal,
  refuse,
  FixContext,
} from '../ClauseFix';
import { makeUser } from './runtimeUsers';

/** Options of adduser and addgroup that say nothing but what `useradd -r` does by itself. */
const MEANT_ANYWAY =
  /^(--disabled-password|--disabled-login|-D|--system|-S|-r|--group|--quiet|-q|--force-badname|--allow-bad-names)$/;
const OPTIONS: Array<[names: RegExp, option: string]> = [
  [/^(--gecos|--comment|-g|--gid|--ingroup|-G)$/, ''],
  [/^(-u|--uid)$/, '-u'],
  [/^(-h|--home)$/, '-d'],
  [/^(-s|--shell)$/, '-s'],
];

/** What adduser says, as useradd says it; undefined where that cannot be told. */
function asUseradd({ words }: ShellCommand): string | undefined {
  const texts = words.flatMap(({ text }) =>
    text.startsWith('--') ? text.split('=') : [text],
  );
  const names: string[] = [];
  const options: string[] = [];
  let group: string | undefined;
  let makesHome = !texts.some(text => /^(--system|-S)$/.test(text));
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index];
    if (/^(--no-create-home|-H)$/.test(text)) makesHome = false;
    else if (text.startsWith('-') && !MEANT_ANYWAY.test(text)) {
      const [, option] = OPTIONS.find(([known]) => known.test(text)) ?? [];
      const value = texts[++index];
      if (option === undefined || value === undefined) return undefined;
      if (/^(--ingroup|-G)$/.test(text)) group = value;
      if (option !== '') options.push(`${option} ${value}`);
    } else if (!text.startsWith('-')) names.push(text);
  }
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) return undefined;
  if (makesHome) options.unshift('-m');
  return [
    'useradd --no-log-init -r',
    `-g ${group ?? name}`,
    ...options,
    name,
  ].join(' ');
}

/** `addgroup --system --gid 1001 app` as groupadd says it. */
function asGroupadd({ words }: ShellCommand): string | undefined {
  const texts = words.flatMap(({ text }) => text.split('='));
  const at = texts.findIndex(text => /^(--gid|-g)$/.test(text));
  const number = at === -1 ? undefined : texts[at + 1];
  const names = texts.filter(
    (text, index) => !text.startsWith('-') && (at === -1 || index !== at + 1),
  );
  const isPlain = texts.every(
    text =>
      !text.startsWith('-') ||
      MEANT_ANYWAY.test(text) ||
      /^(--gid|-g)$/.test(text),
  );
  return isPlain && names.length === 1
    ? ['groupadd -r', ...(number ? [`-g ${number}`] : []), names[0]].join(' ')
    : undefined;
}

const useradd: ClauseFix = fixContext => {
  const stages = fixContext.model.runtimeStages.map(stage => ({
    stage,
    creations: creationsFor(stage, closureOf(stage)),
  }));
  const made = new Map(
    stages
      .flatMap(({ creations }) => creations)
      .map(creation => [creation.command, creation]),
  );
  const lacking = stages.filter(({ creations }) => creations.length === 0);
  return ofEach(
    [
      ofEach(lacking, ({ stage }) => makeUser(stage, fixContext)),
      ofEach(made.values(), ({ command, name, step }) =>
        fixCreation(fixContext, command, name, step),
      ),
    ],
    edits => edits,
  );
};

function fixCreation(
  { dockerfile }: FixContext,
  command: ShellCommand,
  name: string | undefined,
  { stage }: Step,
): Edit[] | Refusal {
  if (!dockerfile.isWritten(command) || name === undefined)
    return refuse('This RUN is no script that words can be added to.');
  const groups = invocationsOf(closureOf(stage))
    .map(invocation => invocation.command)
    .filter(({ name: program }) => program === 'groupadd');
  const hasGroup = groups.some(group => hasOption(group, '-r', '--system'));
  if (command.name !== 'useradd') {
    const user = asUseradd(command);
    const made = invocationsOf(closureOf(stage))
      .map(invocation => invocation.command)
      .filter(({ name: program }) => program === 'addgroup');
    const groupTexts = made.map(asGroupadd);
    const isClear =
      groupTexts.every(text => text !== undefined) &&
      made.every(group => dockerfile.isWritten(group));
    if (user === undefined || !isClear)
      return refuse(
        `What ${command.name} says here is more than useradd -r does.`,
      );
    const needsGroup = groups.length + made.length === 0;
    return [
      ...made.map((group, index) =>
        dockerfile.replace(group, groupTexts[index]!),
      ),
      dockerfile.replace(
        command,
        needsGroup ? `groupadd -r ${name} && ${user}` : user,
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

export const section07Security: ClauseFixes = { '7.1.useradd': useradd };
