import {
  closureOf,
  directoryOf,
  hasOption,
  installTimelines,
  invocationsOf,
  isLibrarySource,
  isPdmInstall,
  isServiceCode,
  pdmLockFile,
  pdmVerb,
  ShellCommand,
  Stage,
  Step,
  Timeline,
  wantedMetadata,
} from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { libraryFolders } from '../libraryFolders';
import { DockerfileText } from '../DockerfileText';
import {
  ClauseFix,
  ClauseFixes,
  ofEach,
  Refusal,
  refuse,
  serviceFolder,
  FixContext,
} from '../ClauseFix';

const ORDER =
  'What stands in another order here depends on more than one instruction.';
const NO_LOCK = 'Lock generation failed, will install without lock';

/** Fixes every timeline on which dependencies are installed. */
function onTimelines(
  fix: (timeline: Timeline, fixContext: FixContext) => Edit[] | Refusal,
): ClauseFix {
  return fixContext => {
    const { model, standard } = fixContext;
    const timelines = new Set(
      model.runtimeStages.flatMap(stage => installTimelines(stage, standard)),
    );
    return ofEach(timelines, timeline => fix(timeline, fixContext));
  };
}

/** Whether a COPY says by itself where it copies to, or copies to the same folder there, so that it may stand elsewhere in its stage. */
function isMovable(step: Step, target: Step): boolean {
  const { text } = step.instruction.body;
  const isInPlace =
    step.workdir.known &&
    target.workdir.known &&
    step.workdir.text === target.workdir.text;
  return (
    step.stage === target.stage &&
    (isInPlace || /\s\/\S*$/.test(text)) &&
    !text.includes('$')
  );
}

/** Moves what stands too late above what it must come before. */
export function moveAbove(
  { dockerfile }: FixContext,
  steps: Step[],
  target: Step,
): Edit[] | Refusal {
  return ofEach(new Set(steps), step =>
    isMovable(step, target)
      ? dockerfile.moveBefore(step.instruction, target.instruction)
      : refuse(ORDER),
  );
}

/** Where PDM installs, when that is another folder than the rule's: what is copied there is not moved. */
function otherFolder(
  { installs }: Timeline,
  fixContext: FixContext,
): string | undefined {
  const directory = `${fixContext.standard.appDirectory}/${serviceFolder(
    fixContext,
  )}`;
  const [install] = installs;
  const home = install && directoryOf(install.step, install.command);
  if (!install || (home?.known && home.text === directory)) return undefined;
  return `PDM installs in another folder than ${directory}.`;
}

const metaFirst = onTimelines((timeline, fixContext) => {
  const { dockerfile, model, standard } = fixContext;
  const other = otherFolder(timeline, fixContext);
  if (other) return refuse(other);
  const source = timeline.copied.find(
    copied => isLibrarySource(copied) || isServiceCode(copied),
  );
  if (!source || source.kind === 'everything')
    return refuse('The whole repository is copied at once.');
  const wanted = wantedMetadata(timeline, model, standard);
  const late = wanted.flatMap(({ found }) =>
    found && timeline.at(found.step) > timeline.at(source.step)
      ? [found.step]
      : [],
  );
  const absent = wanted.filter(({ found }) => !found);
  const { folders } = libraryFolders(model, standard);
  const paths = absent.flatMap(({ path }) => {
    const name = path.split('/').at(-2) ?? '';
    // A COPY of all libraries at once does not say which there are.
    const places = name === '*' ? [...folders.values()] : [folders.get(name)];
    return places.map(place => (place ? `${place}/pyproject.toml` : path));
  });
  const lines = paths.map(
    path => `COPY ${path} ${standard.appDirectory}/${path}`,
  );
  const added =
    lines.length > 0
      ? [dockerfile.insertBefore(source.step.instruction, lines)]
      : [];
  return ofEach(
    [added, moveAbove(fixContext, late, source.step)],
    edits => edits,
  );
});

/** In the service's folder, before the libraries' sources where it may be, else right before the install. */
const lock = onTimelines((timeline, fixContext) => {
  const { dockerfile, standard } = fixContext;
  const directory = `${standard.appDirectory}/${serviceFolder(fixContext)}`;
  const [install] = timeline.installs;
  if (!install) return refuse('Nothing is installed by PDM here.');
  const locks = timeline.steps.flatMap(step =>
    step.commands
      .filter(command => pdmVerb(command) === 'lock')
      .map(command => ({ step, command })),
  );
  const [made] = locks;
  if (made) {
    const verb = made.command.words.find(({ text }) => text === 'lock');
    const isAlone = pdmLockFile(made.command) === undefined;
    return verb && isAlone && dockerfile.isWritten(made.command, verb)
      ? [dockerfile.insert(verb.end, ` --lockfile ${standard.lockFile}`)]
      : refuse(
          'Another lock file is made here, and what reads it is not known.',
        );
  }
  const other = otherFolder(timeline, fixContext);
  if (other) return refuse(other);
  const isHere =
    install.step.workdir.known && install.step.workdir.text === directory;
  // It reads the pyproject.toml of each project.
  const lastMeta = Math.max(
    ...wantedMetadata(timeline, fixContext.model, standard).map(({ found }) =>
      found ? timeline.at(found.step) : -1,
    ),
  );
  const library = timeline.copied.find(
    ({ kind, step }) =>
      kind === 'library' &&
      timeline.at(step) > lastMeta &&
      step.stage === install.step.stage &&
      step.workdir.known &&
      step.workdir.text === directory,
  );
  const step = isHere && library ? library.step : install.step;
  const cd = isHere ? '' : `cd ${directory} && `;
  return [
    dockerfile.insertBefore(step.instruction, [
      `RUN ${cd}pdm lock --lockfile ${standard.lockFile} || echo "${NO_LOCK}"`,
      '',
    ]),
  ];
});

const libSource = onTimelines((timeline, fixContext) => {
  const { model, standard } = fixContext;
  const wanted = wantedMetadata(timeline, model, standard);
  const lastMeta = Math.max(
    ...wanted.map(({ found }) => (found ? timeline.at(found.step) : -1)),
  );
  const [install] = timeline.installs;
  const code = timeline.copied.find(isServiceCode);
  const libraries = timeline.copied.filter(({ kind }) => kind === 'library');
  const early = libraries.filter(({ step }) => timeline.at(step) <= lastMeta);
  const ends = [install?.step, code?.step]
    .filter((step): step is Step => step !== undefined)
    .sort((a, b) => timeline.at(a) - timeline.at(b));
  const [end] = ends;
  if (!end || early.length > 0) return refuse(ORDER);
  const late = libraries.filter(
    ({ step }) => timeline.at(step) > timeline.at(end),
  );
  return moveAbove(
    fixContext,
    late.map(({ step }) => step),
    end,
  );
});

/** Moves service code below the install that it stands above, where nothing between could need it. */
const installBeforeCode = onTimelines((timeline, fixContext) => {
  const { dockerfile } = fixContext;
  const code = timeline.copied.find(isServiceCode);
  const last = timeline.installs.at(-1)?.step;
  const other = otherFolder(timeline, fixContext);
  if (other) return refuse(other);
  if (!code || !last || code.kind === 'everything') return refuse(ORDER);
  const project = wantedMetadata(
    timeline,
    fixContext.model,
    fixContext.standard,
  ).at(-1)?.found;
  if (!project || timeline.at(project.step) > timeline.at(last))
    return refuse('PDM finds its pyproject.toml in what is copied here.');
  if (timeline.at(code.step) > timeline.at(timeline.installs[0].step))
    return [];
  const between = timeline.steps.slice(
    timeline.at(code.step) + 1,
    timeline.at(last),
  );
  const next = timeline.steps[timeline.at(last) + 1];
  const isFree = between.every(
    ({ instruction, commands }) =>
      !['RUN', 'USER', 'WORKDIR'].includes(instruction.keyword) ||
      commands.every(({ name }) => name === 'pdm' || name === 'echo'),
  );
  if (!isFree || code.step.stage !== last.stage) return refuse(ORDER);
  if (next && next.stage === last.stage)
    return moveAbove(fixContext, [code.step], next);
  const block = dockerfile.blockOf(code.step.instruction);
  return isMovable(code.step, last)
    ? [
        dockerfile.replace(block, ''),
        dockerfile.insertAfter(
          last.instruction,
          dockerfile.slice(block).trimEnd().split(/\r?\n/),
        ),
      ]
    : refuse(ORDER);
});

/** What installed the dev groups for development too does so there from now on. */
const installProd: ClauseFix = fixContext => {
  const { model, dockerfile, standard } = fixContext;
  const production = model.stages.production ?? model.runtimeStages.at(-1)!;
  const installs = invocationsOf(closureOf(production)).filter(
    ({ command }) =>
      isPdmInstall(command) && !hasOption(command, '--prod', '--production'),
  );
  const edits = ofEach(installs, ({ command }) => {
    const verb = command.words.find(({ text }) =>
      /^(install|sync)$/.test(text),
    );
    const dev = command.words.find(({ text }) =>
      /^(-d|--dev|--development)$/.test(text),
    );
    if (!verb || !dockerfile.isWritten(command, verb))
      return refuse('This RUN is no script that words can be added to.');
    return [
      dev
        ? dockerfile.replace(dev, '--prod')
        : dockerfile.insert(verb.end, ' --prod'),
    ];
  });
  const development = model.stages.development;
  const directory = `${standard.appDirectory}/${serviceFolder(fixContext)}`;
  if (!Array.isArray(edits) || !development) return edits;
  const isShared = installs.some(({ step }) =>
    closureOf(development).includes(step.stage),
  );
  return isShared && needsDevGroups(development, directory)
    ? [
        ...edits,
        dockerfile.insertAfter(development.from, [
          '',
          '# What tests and hot reload need is in this stage alone. Where the Docker lock is missing, PDM has left one of what production needs.',
          ...developmentInstall(fixContext),
        ]),
      ]
    : edits;
};

/** Whether a stage begins in the service's folder, and installs nothing itself. */
function needsDevGroups({ steps, source, from }: Stage, directory: string) {
  const start =
    steps[0]?.workdir ??
    (source.kind === 'stage' ? source.stage.workdir.value : undefined);
  return (
    from.body.text !== '' &&
    start?.known === true &&
    start.text === directory &&
    !steps.some(({ commands }) => commands.some(isPdmInstall))
  );
}

export function developmentInstall({
  dockerfile,
  standard,
}: FixContext): string[] {
  const { escape } = dockerfile;
  return [
    `RUN if [ -f ${standard.lockFile} ]; then ${escape}`,
    `        pdm install --dev --lockfile ${standard.lockFile}; ${escape}`,
    `    else ${escape}`,
    `        rm -f pdm.lock && pdm install --dev; ${escape}`,
    '    fi',
  ];
}

const lockFallback = onTimelines((timeline, { dockerfile, standard }) => {
  const [install] = timeline.installs;
  if (!install) return refuse('Nothing is installed by PDM here.');
  const { command, step } = install;
  if (command.conditional)
    return refuse('The script around this install may depend on how it ends.');
  const plain = withoutLock(command, dockerfile, standard.lockFile);
  if (plain === undefined)
    return refuse(
      'Another lock file is named here, or the words are not those that the file says.',
    );
  const locked = plain.replace(
    /^(.*?\b(?:install|sync)\b)/,
    `$1 --lockfile ${standard.lockFile}`,
  );
  const isAlone = dockerfile.commandsInRow(step)?.length === 1;
  const { escape, lineEnd } = dockerfile;
  const lines = isAlone
    ? [
        `if [ -f ${standard.lockFile} ]; then ${escape}`,
        `        ${locked}; ${escape}`,
        `    else ${escape}`,
        `        ${plain}; ${escape}`,
        '    fi',
      ]
    : [`if [ -f ${standard.lockFile} ]; then ${locked}; else ${plain}; fi`];
  return [dockerfile.replace(command, lines.join(lineEnd))];
});

/** The command as it is written, without `--lockfile`; undefined where it reads another one, or is written over lines. */
function withoutLock(
  command: ShellCommand,
  dockerfile: DockerfileText,
  lockFile: string,
): string | undefined {
  const given = pdmLockFile(command);
  if (given !== undefined && given.split('/').at(-1) !== lockFile)
    return undefined;
  if (!dockerfile.isWritten(command)) return undefined;
  const text = dockerfile.slice(command);
  const plain = text.replace(
    /\s+(--lockfile(=|\s+)|-L\s*)["']?[^\s"']+["']?/,
    '',
  );
  const isKept = given === undefined ? plain === text : plain !== text;
  return isKept && !/[\n;|]/.test(plain) ? plain : undefined;
}

export const section03Caching: ClauseFixes = {
  '3.1.meta-first': metaFirst,
  '3.1.lock': lock,
  '3.1.lib-src': libSource,
  '3.1.install-before-code': installBeforeCode,
  '3.1.install-prod': installProd,
  '3.2.lock-fallback': lockFallback,
};
