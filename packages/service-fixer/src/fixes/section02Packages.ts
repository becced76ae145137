import {
  aptPackages,
  aptVerb,
  chainOf,
  closureOf,
  hasOption,
  installsPdm,
  Instruction,
  invocationsOf,
  pdmVerb,
  pipInstallsPdm,
  pipRequirements,
  ShellCommand,
  Stage,
  Step,
  stepsOf,
} from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { headOf } from '../DockerfileText';
import { readsInstaller } from '../steps/purposes';
import {
  ClauseFix,
  ClauseFixes,
  ofEach,
  Refusal,
  refuse,
  FixContext,
} from '../ClauseFix';

const LISTS = 'rm -rf /var/lib/apt/lists/*';

/** Options of `apt-get install` that take no value. */
const PLAIN_OPTION =
  /^(-[yq]+|--(yes|assume-yes|quiet|no-install-recommends|no-install-suggests|fix-missing|allow-[a-z-]+))$/;

const aptFlags: ClauseFix = ({ model, dockerfile }) =>
  ofEach(stepsOf(model.dockerfile.stages), step => {
    const { commands, instruction } = step;
    const installs = commands.filter(command => aptVerb(command) === 'install');
    if (installs.length === 0)
      return isUpdateAlone(step) ? [dockerfile.remove(instruction)] : [];
    const update = commands.findIndex(command => aptVerb(command) === 'update');
    const removal = commands.findLastIndex(removesLists);
    const edits: Edit[] = [];
    for (const command of installs) {
      const verb = command.words.findIndex(({ text }) => text === 'install');
      const behind = command.words.slice(verb + 1);
      const count = behind.findIndex(({ text }) => !PLAIN_OPTION.test(text));
      const place = command.words[verb + Math.max(count, 0)];
      if (verb === -1 || !dockerfile.isWritten(command, place))
        return refuse('This RUN is no script that words can be added to.');
      const flags = [
        !hasOption(command, '-y', '--yes', '--assume-yes') && ' -y',
        !hasOption(command, '--no-install-recommends') &&
          ' --no-install-recommends',
      ].filter(flag => flag !== false);
      if (flags.length > 0)
        edits.push(dockerfile.insert(place.end, flags.join('')));
    }
    const [first] = installs;
    const last = installs.at(-1)!;
    if (update === -1 || update > commands.indexOf(first))
      edits.push(dockerfile.insert(first.start, 'apt-get update && '));
    if (removal < commands.indexOf(last)) {
      const isOnOneLine =
        instruction.heredocs.length > 0 || !dockerfile.isOverLines(instruction);
      edits.push(
        dockerfile.insert(
          last.end,
          isOnOneLine ? ` && ${LISTS}` : dockerfile.continued([`&& ${LISTS}`]),
        ),
      );
    }
    return edits;
  });

/** A RUN that fetches lists alone: each installation fetches its own. */
function isUpdateAlone({ commands }: Step): boolean {
  return (
    commands.length > 0 &&
    commands.every(command => aptVerb(command) === 'update')
  );
}

function removesLists({ name, words }: ShellCommand): boolean {
  return (
    name === 'rm' &&
    words.some(({ text }) => /^\/var\/lib\/apt\/lists(\/\*?)?$/.test(text))
  );
}

const aptPackageNames: ClauseFix = fixContext => {
  const { model, dockerfile, standard } = fixContext;
  const wanted = new Map<ShellCommand, Set<string>>();
  const without = new Map<Stage, Set<string>>();
  for (const stage of model.runtimeStages) {
    const installs = invocationsOf(closureOf(stage))
      .map(({ command }) => command)
      .filter(command => aptVerb(command) === 'install');
    const packages = installs.flatMap(aptPackages);
    const missing = standard.aptPackages.filter(
      name => !packages.includes(name),
    );
    const home = installs.find(command => dockerfile.isWritten(command));
    const names = home
      ? wanted.get(home) ?? new Set<string>()
      : without.get(chainOf(stage)[0]) ?? new Set<string>();
    for (const name of missing) names.add(name);
    if (home) wanted.set(home, names);
    else without.set(chainOf(stage)[0], names);
  }
  const added = ofEach(wanted, ([command, names]) => {
    if (names.size === 0) return [];
    const last = command.words.at(-1)!;
    const isOneALine = dockerfile.slice(command).includes('\n');
    return [
      dockerfile.insert(
        last.end,
        isOneALine
          ? dockerfile.continued([...names], last.end)
          : [...names].map(name => ` ${name}`).join(''),
      ),
    ];
  });
  const made = ofEach(without, ([stage, names]) =>
    names.size === 0 ? [] : [installPackages(fixContext, stage, [...names])],
  );
  return ofEach([added, made], edits => edits);
};

function installPackages(
  { dockerfile }: FixContext,
  stage: Stage,
  names: string[],
): Edit {
  const text = `RUN apt-get update && apt-get install -y --no-install-recommends${dockerfile.continued(
    [...names, `&& ${LISTS}`],
  )}`;
  return dockerfile.insertAfter(headOf(stage), ['', text]);
}

const pdmNoCache: ClauseFix = ({ model, dockerfile }) => {
  const installs = invocationsOf(model.dockerfile.stages).filter(
    ({ command }) => installsPdm(command),
  );
  if (installs.length === 0) return refuse('PDM is installed nowhere.');
  return ofEach(installs, ({ command, step }) => {
    if (/^(curl|wget)$/.test(command.name)) return byPip(step, dockerfile);
    if (!pipInstallsPdm(command)) return withPip(command, dockerfile);
    if (hasOption(command, '--no-cache-dir')) return [];
    const verb = command.words.find(({ text }) => text === 'install');
    return verb && dockerfile.isWritten(command, verb)
      ? [dockerfile.insert(verb.end, ' --no-cache-dir')]
      : refuse('This RUN is no script that words can be added to.');
  });
};

const OTHERWISE =
  'How else PDM is installed here is the author’s decision. Write: RUN pip install --no-cache-dir pdm';

/** A RUN that does nothing but fetch PDM's installer and run it. */
function byPip(
  step: Step,
  dockerfile: FixContext['dockerfile'],
): Edit[] | Refusal {
  const { commands, instruction } = step;
  const [python] = commands.filter(command => readsInstaller(command, step));
  const options = python?.words.slice(1).map(({ text }) => text) ?? [];
  const version =
    options[0] === '--version' ? `==${options[1] ?? ''}` : undefined;
  const isAlone =
    python !== undefined &&
    commands.every(command => command === python || installsPdm(command)) &&
    options.length === (version ? 2 : 0) &&
    !dockerfile.hasComments(instruction);
  return isAlone
    ? [
        dockerfile.replace(
          instruction,
          dockerfile.inStyle(
            `RUN pip install --no-cache-dir pdm${version ?? ''}`,
          ),
        ),
      ]
    : refuse(OTHERWISE);
}

/** `pipx install pdm` and its like, where they install nothing else. */
function withPip(
  command: ShellCommand,
  dockerfile: FixContext['dockerfile'],
): Edit[] | Refusal {
  const words = command.words.filter(({ text }) => !text.startsWith('-'));
  const requirement = words.at(-1)?.text ?? '';
  const isAlone =
    /^(pipx|uv)$/.test(command.name) &&
    words.slice(0, -1).every(({ text }) => /^(pip|tool|install)$/.test(text)) &&
    /^pdm([=<>~!].*)?$/.test(requirement) &&
    dockerfile.isWritten(command);
  return isAlone
    ? [dockerfile.replace(command, `pip install --no-cache-dir ${requirement}`)]
    : refuse(OTHERWISE);
}

const isPip = (command: ShellCommand) => pipRequirements(command) !== undefined;
const isForeign = (command: ShellCommand) =>
  !isPip(command) && !/^(set|cd|export|echo|rm|pdm)$/.test(command.name);

const pdmOwnLayer: ClauseFix = ({ model, dockerfile }) => {
  const steps = new Set(
    invocationsOf(model.dockerfile.stages)
      .filter(({ command }) => installsPdm(command))
      .map(({ step }) => step),
  );
  return ofEach(steps, step => {
    const row = dockerfile.commandsInRow(step);
    const isApart = (row ?? step.commands).every(
      command => !isForeign(command),
    );
    const [only, ...others] = row ?? [];
    if (isApart)
      return only && others.length === 0
        ? withoutOthers(only, step, dockerfile)
        : [];
    const moved = row?.filter(isPip) ?? [];
    const rest = row?.filter(command => !isPip(command)) ?? [];
    const isPdmOnly = moved.every(command =>
      (pipRequirements(command) ?? []).every(name =>
        /^(pdm|pip|setuptools|wheel)\b/i.test(name),
      ),
    );
    const usesPdm = rest.some(command => pdmVerb(command) !== undefined);
    if (!row || moved.length === 0 || !isPdmOnly || usesPdm)
      return refuse(
        'What else this RUN does cannot be told from the installation of PDM.',
      );
    const text = moved.map(command => dockerfile.slice(command)).join(' && ');
    return [
      ...dockerfile.removeFromRow(row, moved),
      afterRow(dockerfile, step.instruction, `RUN ${text}`),
    ];
  });
};

/** `pip install pdm gunicorn`: PDM first, and the others in a RUN below. */
function withoutOthers(
  command: ShellCommand,
  { instruction }: Step,
  dockerfile: FixContext['dockerfile'],
): Edit[] | Refusal {
  const requirements = pipRequirements(command) ?? [];
  const isTool = (text: string) =>
    /^(pdm|pip|setuptools|wheel)(?![\w-])/i.test(text);
  const others = command.words.filter(
    ({ text }) => requirements.includes(text) && !isTool(text),
  );
  if (others.length === 0) return [];
  const options = command.words
    .map(({ text }) => text)
    .filter(text => text.startsWith('-') && text !== '-m');
  const isPlain =
    dockerfile.isWritten(command) &&
    !dockerfile.slice(command).includes('\n') &&
    options.every(text =>
      /^(-[Uq]|--(upgrade|quiet|no-cache-dir))$/.test(text),
    );
  if (!isPlain)
    return refuse('Which words PDM is installed by cannot be told here.');
  const names = others.map(word => dockerfile.slice(word));
  const rest = options.filter(text => text !== '--no-cache-dir');
  return [
    ...others.map(({ start, end }) =>
      dockerfile.replace({ start: start - 1, end }, ''),
    ),
    afterRow(
      dockerfile,
      instruction,
      `RUN ${['pip install --no-cache-dir', ...rest, ...names].join(' ')}`,
    ),
  ];
}

function afterRow(
  dockerfile: FixContext['dockerfile'],
  instruction: Instruction,
  line: string,
): Edit {
  return dockerfile.insertAfter(instruction, ['', line]);
}

/** Before another WORKDIR it changes nothing; else what follows must not depend on where it runs. */
const workdir: ClauseFix = ({ model, dockerfile, standard }) => {
  const stages = model.stages.base
    ? [model.stages.base]
    : model.runtimeStages.map(stage => chainOf(stage)[0]);
  return ofEach(new Set(stages), stage => {
    const line = `WORKDIR ${standard.appDirectory}`;
    const first = stage.steps.find(({ instruction }) =>
      ['WORKDIR', 'COPY', 'ADD'].includes(instruction.keyword),
    );
    if (!first) {
      const last = stage.steps.at(-1)?.instruction ?? stage.from;
      return [dockerfile.insertAfter(last, ['', line])];
    }
    const { keyword, body } = first.instruction;
    return keyword === 'WORKDIR' && !body.text.startsWith('/')
      ? refuse('The paths of the file begin at another folder.')
      : [dockerfile.insertBefore(first.instruction, [line])];
  });
};

export const section02Packages: ClauseFixes = {
  '2.2.apt-flags': aptFlags,
  '2.2.apt-packages': aptPackageNames,
  '2.2.pdm-nocache': pdmNoCache,
  '9.1.pdm-own-layer': pdmOwnLayer,
  '2.2.workdir-app': workdir,
};
