import { copiedLibraries } from '../../clauses/section04Overlay';
import {
  closureOf,
  imageOf,
  Stage,
  Step,
} from '../../dockerfile/DockerfileModel';
import { envPairs } from '../../dockerfile/envWords';
import {
  aptPackages,
  aptVerb,
  installsPdm,
  isInstall,
  isPdmInstall,
  pdmVerb,
  pipRequirements,
} from '../../dockerfile/programs';
import { ShellCommand } from '../../dockerfile/shellCommands';
import { classify } from '../../model/copies';
import { normalizeName } from '../../pyproject/PyprojectModel';
import { Refusal, refuse, Situation } from '../Mend';
import { prefixFor } from '../mends/environment';
import { isOwnership, makesUser } from '../mends/users';

/** Where in the new file something goes. */
export type Anchor =
  | 'from'
  | 'environment'
  | 'system'
  | 'pdm'
  | 'tools'
  | 'metadata'
  | 'lock'
  | 'libraries'
  | 'install'
  | 'user'
  | 'code'
  | 'end';

export type Target = 'base' | 'development' | 'production';

/** Lines of the author's, and where they go. */
export type Piece = { targets: Target[]; anchor: Anchor; lines: string[] };

/** What an author wrote besides what the rule prescribes. */
export type Belongings = {
  /** What stands before the first FROM. */
  head: string[];
  /** Kept lines, and the comments of what is prescribed. */
  pieces: Piece[];
  comments: Piece[];
  aptPackages: string[];
  libraries: string[];
  /** How PDM is asked for, where that says a version. */
  pdm?: string;
};

/** Sorts what is in a Dockerfile into what the rule prescribes, and what is the author's and has its place. */
export function collect(situation: Situation): Belongings | Refusal {
  const { model, dockerfile } = situation;
  const { stages, comments, instructions } = model.dockerfile;
  const reached = new Set(model.runtimeStages.flatMap(closureOf));
  const other = stages.find(stage => !reached.has(stage));
  if (other)
    return refuse(
      `Stage ${other.name ?? other.index} has no place in the rule's order.`,
    );
  const foreign = stages.find(stage => {
    const image = imageOf(stage);
    return !image.known || !/(^|\/)python(:|@|$)/.test(image.text);
  });
  if (foreign)
    return refuse(
      `What the image of stage ${
        foreign.name ?? foreign.index
      } holds is not known.`,
    );
  if (dockerfile.escape !== '\\')
    return refuse('The file continues its lines by another sign than \\.');
  const belongings: Belongings = {
    head: [],
    pieces: [],
    comments: [],
    aptPackages: [],
    libraries: librariesOf(situation),
  };
  const anchors = new Map<number, Piece>();
  const firstFrom = stages[0].from.start;
  for (const instruction of instructions) {
    if (instruction.start < firstFrom)
      belongings.head.push(...linesOf(dockerfile.slice(instruction)));
  }
  let isAfterCode = false;
  for (const stage of stages) {
    anchors.set(stage.from.start, {
      targets: targetsOf(stage, situation, false).slice(0, 1),
      anchor: 'from',
      lines: [],
    });
    for (const step of stage.steps) {
      const sorted = sortStep(step, situation, belongings, isAfterCode);
      if ('reason' in sorted) return sorted;
      const { kept, anchor, toRuntime } = sorted;
      const targets = targetsOf(stage, situation, toRuntime ?? false);
      const piece = { targets, anchor, lines: kept };
      anchors.set(step.instruction.start, piece);
      if (kept.length > 0) belongings.pieces.push(piece);
      if (anchor === 'code') isAfterCode = true;
    }
    isAfterCode = false;
  }
  for (const comment of comments) {
    const line = comment.text.trim();
    const next = instructions.find(({ end }) => end >= comment.start);
    const piece = next && anchors.get(next.start);
    const isWithin = next && comment.start > next.start;
    if (isWithin && piece?.lines.some(text => text.trim() === line)) continue;
    if (/^#\s*(syntax|check)\s*=/i.test(line) && comment.start < firstFrom) {
      belongings.head.unshift(line);
    } else if (next && next.start < firstFrom) {
      belongings.head.push(line);
    } else if (piece && piece.lines.length > 0) {
      piece.lines.splice(leadingComments(piece.lines), 0, line);
    } else {
      belongings.comments.push({
        targets: (piece?.targets ?? ['production']).slice(0, 1),
        anchor: piece?.anchor ?? 'end',
        lines: [line],
      });
    }
  }
  return belongings;
}

function leadingComments(lines: string[]): number {
  const at = lines.findIndex(line => !line.startsWith('#'));
  return at === -1 ? lines.length : at;
}

/** The new stages that something of an old one belongs to. */
function targetsOf(
  stage: Stage,
  { model }: Situation,
  toRuntime: boolean,
): Target[] {
  const { development, production } = model.stages;
  if (development && production) {
    if (stage === development) return ['development'];
    if (stage === production) return ['production'];
  }
  return toRuntime ? ['development', 'production'] : ['base'];
}

type Sorted = { kept: string[]; anchor: Anchor; toRuntime?: boolean };

function sortStep(
  step: Step,
  situation: Situation,
  belongings: Belongings,
  isAfterCode: boolean,
): Sorted | Refusal {
  const { instruction } = step;
  const text = linesOf(situation.dockerfile.slice(instruction));
  switch (instruction.keyword) {
    case 'ENV':
      return sortEnvironment(step, situation);
    case 'ARG':
    case 'LABEL':
    case 'MAINTAINER':
      return { kept: text, anchor: 'environment' };
    case 'VOLUME':
    case 'STOPSIGNAL':
    case 'HEALTHCHECK':
      return { kept: text, anchor: 'end', toRuntime: true };
    case 'USER':
    case 'WORKDIR':
    case 'EXPOSE':
    case 'CMD':
      return { kept: [], anchor: 'end', toRuntime: true };
    case 'ENTRYPOINT':
      return /(^|\/)(tini|dumb-init|catatonit)$/.test(
        step.stage.entrypoint?.args[0] ?? '',
      )
        ? { kept: text, anchor: 'end', toRuntime: true }
        : refuse(
            'What its ENTRYPOINT does besides starting PDM is not seen here.',
          );
    case 'COPY':
    case 'ADD':
      return sortCopy(step, situation, text);
    case 'RUN':
      return sortRun(step, situation, belongings, isAfterCode);
    default:
      return refuse(`${instruction.keyword} has no place in the rule's order.`);
  }
}

/** The variables that the rule prescribes are written anew. */
function sortEnvironment(step: Step, situation: Situation): Sorted {
  const { dockerfile, model, standard } = situation;
  const prefix = prefixFor(model);
  const prescribed = new Set([
    ...Object.keys(standard.coreEnvironment),
    ...(model.framework === 'quart'
      ? Object.keys(standard.quartEnvironment)
      : []),
    ...(model.framework === 'fastapi' ? ['UVICORN_HOST', 'UVICORN_PORT'] : []),
    ...(model.kind === 'http'
      ? [`${prefix}_HTTP_PORT`, `${prefix}_PROMETHEUS_PORT`, `${prefix}_HOST`]
      : []),
  ]);
  const pairs = envPairs(step.instruction.body, dockerfile.escape, true) ?? [];
  const own = pairs.filter(
    ({ name, value }) =>
      !prescribed.has(name) &&
      // As the new file has it anyway.
      !(name === `${prefix}_LOG_LEVEL` && value === 'INFO'),
  );
  if (own.length === pairs.length)
    return {
      kept: linesOf(dockerfile.slice(step.instruction)),
      anchor: 'environment',
    };
  const [first, ...rest] = own.map(pair => dockerfile.slice(pair));
  return {
    kept:
      first === undefined
        ? []
        : linesOf(`ENV ${first}${dockerfile.continued(rest)}`),
    anchor: 'environment',
  };
}

function sortCopy(
  { copy }: Step,
  { model, standard }: Situation,
  text: string[],
): Sorted | Refusal {
  if (!copy) return refuse('A COPY that the builder refuses has no place.');
  if (copy.from?.kind === 'image') return { kept: text, anchor: 'tools' };
  if (copy.from) return { kept: [], anchor: 'code' };
  const folder = `${standard.servicesDirectory}/${model.name}`;
  const kinds = copy.sources.map(({ shape }) => {
    const { kind, library } = classify(shape, standard);
    if (kind === 'metadata' || kind === 'lock') return 'metadata';
    if (kind === 'everything') return 'code';
    if (library)
      return shape.includes('/src') || shape.split('/').length <= 2
        ? 'libraries'
        : 'other';
    const target = copy.target.known ? copy.target.text : '';
    return (shape === folder || shape.startsWith(`${folder}/`)) &&
      (target === standard.appDirectory ||
        target.startsWith(`${standard.appDirectory}/`))
      ? 'code'
      : 'other';
  });
  const [kind, ...more] = kinds;
  if (kind === undefined || more.some(other => other !== kind))
    return refuse('A COPY brings files of several kinds.');
  if (kind !== 'other') return { kept: [], anchor: kind as Anchor };
  // A name alone may lie in the service's folder or in the root: which is the context is not known here.
  const isFromRoot = copy.sources.every(({ shape }) => shape.includes('/'));
  return isFromRoot && copy.target.known
    ? { kept: text, anchor: 'code', toRuntime: true }
    : refuse(`Where ${text[0]} belongs in the rule's order is not known.`);
}

function sortRun(
  step: Step,
  { dockerfile }: Situation,
  belongings: Belongings,
  isAfterCode: boolean,
): Sorted | Refusal {
  const { commands, instruction } = step;
  const packages = commands.flatMap(aptPackages);
  if (packages.some(name => /[$*]/.test(name)))
    return refuse('Which packages are installed cannot be computed.');
  const groups = commands.some(
    command =>
      isPdmInstall(command) &&
      command.words.some(({ text }) =>
        /^(-G.*|--group.*|--with.*|-p|--project.*)$/.test(text),
      ),
  );
  if (groups)
    return refuse('PDM installs chosen groups, which has no place yet.');
  const own = commands.filter(command => !isPrescribed(command));
  const anchor = anchorOf(commands);
  belongings.aptPackages.push(...packages);
  belongings.pdm ??= commands
    .flatMap(command => pipRequirements(command) ?? [])
    .find(requirement => /^pdm[[=<>~!]/i.test(requirement));
  if (own.length === 0) return { kept: [], anchor };
  const isWhole = own.length === commands.length;
  const row = dockerfile.commandsInRow(step);
  if (!isWhole && (!row || instruction.flags.size > 0))
    return refuse(
      `What this RUN does besides what the rule prescribes cannot be taken out of it: ${own[0].name}`,
    );
  const isFile = own.some(
    command =>
      isInstall(command) &&
      command.words.some(({ text }) => /[/$]|^\.|^-r|^-e|\.txt$/.test(text)),
  );
  if (isFile)
    return refuse(
      `What ${own[0].name} installs is named in a file whose place is not known.`,
    );
  const inFolder = commands.some(({ name }) => name === 'cd');
  if (!isWhole && inFolder)
    return refuse('A RUN changes its folder for commands of several kinds.');
  const kept = isWhole
    ? linesOf(dockerfile.slice(instruction))
    : linesOf(
        `RUN ${own.map(command => dockerfile.slice(command)).join(' && ')}`,
      );
  return own.some(isInstall) || !isAfterCode
    ? { kept, anchor: 'tools' }
    : { kept, anchor: 'code', toRuntime: true };
}

/** Whether the new file does this anyway. */
function isPrescribed(command: ShellCommand): boolean {
  const { name, words } = command;
  const requirements = pipRequirements(command);
  return (
    /^(update|install|clean|autoclean|autoremove)$/.test(
      aptVerb(command) ?? '',
    ) ||
    (installsPdm(command) &&
      (requirements ?? []).every(item =>
        /^(pdm|pip|setuptools|wheel)(?![\w-])/i.test(item),
      )) ||
    isPdmInstall(command) ||
    pdmVerb(command) === 'lock' ||
    makesUser(command) ||
    isOwnership(command) ||
    (name === 'rm' &&
      words.every(({ text }) =>
        /^-|\/var\/lib\/apt\/lists|^pdm\.lock/.test(text),
      )) ||
    /^(cd|echo|\[|test|set|true|:)$/.test(name)
  );
}

function anchorOf(commands: ShellCommand[]): Anchor {
  const has = (is: (command: ShellCommand) => boolean) => commands.some(is);
  if (has(command => aptVerb(command) !== undefined)) return 'system';
  if (has(installsPdm)) return 'pdm';
  if (has(isPdmInstall)) return 'install';
  if (has(command => pdmVerb(command) === 'lock')) return 'lock';
  return has(makesUser) || has(isOwnership) ? 'user' : 'tools';
}

/** Those that the file copies; where it copies everything, those that the project depends on. */
function librariesOf({ model, standard }: Situation): string[] {
  const copied = copiedLibraries(model, standard);
  const { pyproject } = model;
  const names =
    copied.length > 0 || pyproject.state !== 'read'
      ? copied
      : standard.libraries.filter(folder =>
          pyproject.model.allDependencies.some(({ name }) => {
            const normal = normalizeName(folder);
            return name === normal || name.endsWith(`-${normal}`);
          }),
        );
  return names.map(name => `${standard.librariesDirectory}/${name}`);
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}
