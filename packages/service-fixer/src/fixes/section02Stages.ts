import {
  chainOf,
  hasOption,
  isInstall,
  isPdmInstall,
  Stage,
  Step,
} from '@huleedu/rule-087/model';
import { Edit, startOfLine } from '@huleedu/text-edits';
import { exposedBesides } from '../steps/exposed';
import {
  ClauseFix,
  ClauseFixes,
  Refusal,
  refuse,
  serviceFolder,
  FixContext,
} from '../ClauseFix';
import { developmentInstall } from './section03Caching';

/** What authors call the stages of the rule. */
const OTHER_NAMES = {
  development: /^(dev|devel|develop|local|dev-runtime|development-.*)$/,
  production: /^(prod|release|runtime|runner|final|deploy|live|production-.*)$/,
};

type Role = keyof typeof OTHER_NAMES;
const ROLES = ['development', 'production'] as const;

/** The stage that is the rule's by another name; nothing else is built on it. */
function standsFor(role: Role, { model }: FixContext): Stage | undefined {
  const { stages } = model.dockerfile;
  const candidates = stages.filter(
    stage =>
      OTHER_NAMES[role].test(stage.name ?? '') &&
      stages.every(
        ({ source }) => source.kind === 'image' || source.stage !== stage,
      ),
  );
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** Gives a stage another name, wherever the file names it. */
function rename(stage: Stage, name: string, fixContext: FixContext): Edit[] {
  const { dockerfile, model } = fixContext;
  const words = stage.from.body.words();
  const own = words[2]
    ? dockerfile.replace(words[2], name)
    : dockerfile.insert(stage.from.end, ` AS ${name}`);
  const isIt = (text: string) => text.toLowerCase() === stage.name;
  const uses = model.dockerfile.stages.flatMap(({ from, source, steps }) => {
    const [image] = from.body.words();
    const isBuiltOn =
      source.kind === 'stage' && source.stage === stage && isIt(image.text);
    return [
      ...(isBuiltOn ? [dockerfile.replace(image, name)] : []),
      ...steps.flatMap(({ copy, instruction }) => {
        const flag = instruction.flags.get('from');
        const isCopied =
          flag &&
          copy?.from?.kind === 'stage' &&
          copy.from.stage === stage &&
          isIt(flag.text);
        return isCopied ? [dockerfile.replace(flag, `--from=${name}`)] : [];
      }),
    ];
  });
  return [own, ...uses];
}

/** A stage whose name a RUN mounts is not renamed: what `from=` of a mount names is not followed. */
function isMounted(stage: Stage, { model }: FixContext): boolean {
  return model.dockerfile.stages.some(({ steps }) =>
    steps.some(({ instruction }) =>
      instruction.flags.get('mount')?.text.includes(`from=${stage.name}`),
    ),
  );
}

/** The stages of the rule that the file has by other names, all of them at once: until the last is found, another stands for it. */
function renames(fixContext: FixContext): Map<string, Stage> {
  const { model, standard } = fixContext;
  const runtime = ROLES.flatMap(role => {
    const stage = model.stages[role] ?? standsFor(role, fixContext);
    return stage ? [{ role, stage }] : [];
  });
  const bottoms = new Set(runtime.map(({ stage }) => chainOf(stage)[0]));
  const [bottom] = bottoms;
  const isShared =
    bottoms.size === 1 && runtime.every(({ stage }) => stage !== bottom);
  if (!isShared || (model.stages.base && model.stages.base !== bottom))
    return new Map();
  const all = [
    ...runtime.map(
      ({ role, stage }) => [standard.stages[role], stage] as const,
    ),
    [standard.stages.base, bottom] as const,
  ];
  return new Map(
    all.filter(
      ([name, stage]) => stage.name !== name && !isMounted(stage, fixContext),
    ),
  );
}

/** What a stage of the rule is called otherwise gets its name. */
function named(name: string, fixContext: FixContext): Edit[] | undefined {
  const found = renames(fixContext);
  return found.has(name)
    ? [...found].flatMap(([wanted, stage]) => rename(stage, wanted, fixContext))
    : undefined;
}

const base: ClauseFix = fixContext =>
  named(fixContext.standard.stages.base, fixContext) ??
  refuse('No stage is built on an image and has all others on top of it.');

function runtimeStage(role: Role): ClauseFix {
  return fixContext => {
    const { model, standard } = fixContext;
    const { base: shared } = model.stages;
    const other =
      model.stages[role === 'development' ? 'production' : 'development'];
    if (model.stages[role])
      return refuse(`Stage ${role} is not built on the base.`);
    const isOnBase =
      other?.source.kind === 'stage' && other.source.stage === shared;
    return (
      named(standard.stages[role], fixContext) ??
      (isOnBase
        ? addStage(role, other, fixContext)
        : refuse('The file has no base that such a stage could be added to.'))
    );
  };
}

/**
 * Adds a stage as the other one is. What development alone has (its tools, its variables) does not go into production; what production needs to run does
 * go into development, and the tools for tests with it.
 */
function addStage(
  role: Role,
  other: Stage,
  fixContext: FixContext,
): Edit[] | Refusal {
  const { dockerfile, model, standard } = fixContext;
  const { content, lineEnd } = dockerfile;
  const { base: shared } = model.stages;
  const isInstalled = shared!.steps.some(({ commands }) =>
    commands.some(isPdmInstall),
  );
  const folder = `${standard.appDirectory}/${serviceFolder(fixContext)}`;
  const isInFolder =
    shared!.workdir.value.known && shared!.workdir.value.text === folder;
  const taken = other.steps.filter(step =>
    role === 'production'
      ? isForProduction(step, isInstalled)
      : step.instruction.keyword !== 'LABEL',
  );
  const needsTools = role === 'development' && isInstalled && isInFolder;
  const blocks = taken.map(step => {
    const { keyword, start } = step.instruction;
    const end = dockerfile.endOf(step.instruction);
    const text = content.slice(startOfLine(content, start), end);
    return role === 'production' && keyword === 'EXPOSE'
      ? exposedBesides(step, fixContext).reduce(
          (line, word) => line.replace(` ${word}`, ''),
          text,
        )
      : text;
  });
  const lines = [
    dockerfile.inStyle(
      `FROM ${standard.stages.base} AS ${standard.stages[role]}`,
    ),
    '',
    ...(needsTools ? [...developmentInstall(fixContext), ''] : []),
    ...blocks,
  ];
  const last = model.dockerfile.stages.at(-1)!;
  if (role === 'development')
    return [dockerfile.insertBefore(other.from, [...lines, ''])];
  return [
    dockerfile.insertAfter(
      last.steps.at(-1)?.instruction ?? last.from,
      ['', ...lines].flatMap(text => text.split(lineEnd)),
    ),
  ];
}

function isForProduction(
  { instruction, commands }: Step,
  isInstalled: boolean,
): boolean {
  if (/^(ENV|ARG|LABEL)$/.test(instruction.keyword)) return false;
  if (instruction.keyword !== 'RUN') return true;
  const isOfProject = commands.some(
    command =>
      isPdmInstall(command) && !hasOption(command, '-G', '-d', '--dev'),
  );
  return !commands.some(isInstall) || (isOfProject && !isInstalled);
}

export const section02Stages: ClauseFixes = {
  '2.1.base': base,
  '2.1.development': runtimeStage('development'),
  '2.1.production': runtimeStage('production'),
};
