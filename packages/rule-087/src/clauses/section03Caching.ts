import { directoryOf, pathIn } from '../dockerfile/directoryOf';
import { closureOf, Step, stepsOf } from '../dockerfile/DockerfileModel';
import {
  hasOption,
  Invocation,
  invocationsOf,
  isPdmInstall,
  pdmLockFile,
  pdmProject,
  pdmVerb,
} from '../dockerfile/programs';
import { ShellCommand } from '../dockerfile/shellCommands';
import { Value } from '../dockerfile/Value';
import {
  Copied,
  copiedFromContext,
  isLibrarySource,
  isPyproject,
  isServiceCode,
} from '../model/copies';
import { restsOnUnknownImage, sharedDepsImageOf } from '../model/images';
import { ServiceModel } from '../model/ServiceModel';
import { installTimelines, Timeline } from '../model/timeline';
import { Standard } from '../standard/Standard';
import { Clause, Decision } from './Clause';
import { decisionsFor, placeIn, worstOf } from './decisions';

/** A clause on the order in which dependencies are installed; not applicable where PDM is installed nowhere. */
function cachingClause(
  clause: Omit<Clause, 'decide' | 'section'> & { section: '3.1' | '3.2' },
  judge: (
    timeline: Timeline,
    model: ServiceModel,
    standard: Standard,
  ) => Decision,
): Clause {
  return {
    ...clause,
    decide(model, standard) {
      const { pass, notApplicable, unknown } = decisionsFor(model);
      const accepted = acceptedImage(model, standard);
      if (accepted) return pass(accepted, model.runtimeStages[0].from);
      const opaque = model.runtimeStages.some(stage =>
        restsOnUnknownImage(stage, standard),
      );
      if (!model.usesPdm) {
        return opaque
          ? unknown(
              'Dependencies may be in the image already; no stage installs any.',
              model.runtimeStages[0].from,
            )
          : notApplicable('PDM is installed nowhere.');
      }
      return worstOf(
        model.runtimeStages.flatMap(stage =>
          installTimelines(stage, standard).map(timeline =>
            judge(timeline, model, standard),
          ),
        ),
      );
    },
  };
}

/** Says which accepted image brings the dependencies of every runtime stage; undefined where none does. */
function acceptedImage(
  { runtimeStages }: ServiceModel,
  standard: Standard,
): string | undefined {
  const images = runtimeStages.map(stage => sharedDepsImageOf(stage, standard));
  const [first] = images;
  return images.every(Boolean) && first?.known
    ? `The dependencies come from ${first.text}: the deviation shared-deps-image is accepted.`
    : undefined;
}

/** The install with `--frozen-lockfile` from a lock file that was copied before it, where that is accepted. */
function acceptedFrozenLock(timeline: Timeline, standard: Standard) {
  if (!standard.accept.frozenLock) return undefined;
  return timeline.installs.find(
    ({ step, command }) =>
      hasOption(command, '--frozen-lockfile', '--no-lock') &&
      timeline.copied.some(
        ({ kind, step: copy }) =>
          (kind === 'lock' || kind === 'everything') &&
          timeline.at(copy) < timeline.at(step),
      ),
  );
}

/** A pyproject.toml that 3.1.meta-first wants, and where it is copied first. */
type WantedMetadata = { path: string; found?: Copied };

/** The shared libraries' dependency files and the service's: of the libraries, those whose sources are copied. */
function metadataOf(
  { copied }: Timeline,
  model: ServiceModel,
  standard: Standard,
): WantedMetadata[] {
  const { librariesDirectory, servicesDirectory } = standard;
  const libraries = new Set(
    copied.flatMap(({ kind, library }) =>
      kind === 'library' && library ? [library] : [],
    ),
  );
  const metadata = copied.filter(isPyproject);
  return [
    ...[...libraries].map(name => ({
      path: `${librariesDirectory}/${name}/pyproject.toml`,
      found: metadata.find(
        ({ library }) =>
          library === name || library === '*' || (library && name === '*'),
      ),
    })),
    {
      path: `${servicesDirectory}/${model.name}/pyproject.toml`,
      found: metadata.find(
        ({ path, library }) => !library && isPyprojectOf(model, standard, path),
      ),
    },
  ];
}

/** Whether the image under a stage that installs nothing may hold the dependencies already, and the files that they came from. */
function isInstalledBelow(timeline: Timeline, standard: Standard): boolean {
  return (
    timeline.installs.length === 0 &&
    restsOnUnknownImage(timeline.stage, standard)
  );
}

/** Whether one command of a timeline runs before another. */
function isBefore({ at }: Timeline, a: Invocation, b: Invocation): boolean {
  return a.step === b.step
    ? a.step.commands.indexOf(a.command) < b.step.commands.indexOf(b.command)
    : at(a.step) < at(b.step);
}

/** Whether a path in the build context, be it the repository or the service's own folder, is the service's pyproject.toml. */
function isPyprojectOf(
  { name, dockerfile }: ServiceModel,
  standard: Standard,
  path: string,
): boolean {
  const folder = `${standard.servicesDirectory}/`;
  if (path.startsWith(folder)) {
    const [directory] = path.slice(folder.length).split('/');
    return directory === name || /[*?[]/.test(directory);
  }
  return !copiedFromContext(dockerfile.stages, standard).some(copied =>
    copied.path.startsWith(folder),
  );
}

const metaFirst = cachingClause(
  {
    id: '3.1.meta-first',
    section: '3.1',
    title: 'Dependency files first',
    severity: 'must',
    rationale:
      'As long as no pyproject.toml changes, the layers before the sources come from the cache.',
  },
  (timeline, model, standard) => {
    const { pass, fail, unknown } = decisionsFor(model);
    const wanted = metadataOf(timeline, model, standard);
    const source = timeline.copied.find(
      copied => isLibrarySource(copied) || isServiceCode(copied),
    );
    const absent = wanted.filter(({ found }) => !found);
    if (absent.length > 0 && isInstalledBelow(timeline, standard)) {
      return unknown(
        'The image may hold the dependencies already; no stage installs any.',
        placeIn(timeline.stage),
      );
    }
    if (absent.length > 0) {
      return fail(
        `${absent
          .map(({ path }) => path)
          .join(
            ', ',
          )} not copied before the sources. Write, above every other COPY: ${absent
          .map(({ path }) => `COPY ${path} ${standard.appDirectory}/${path}`)
          .join('; ')}`,
        source ?? placeIn(timeline.stage),
      );
    }
    const metadata = wanted.flatMap(({ found }) => found ?? []);
    const late =
      source &&
      metadata.find(
        ({ step }) => timeline.at(step) >= timeline.at(source.step),
      );
    if (late) {
      return fail(
        `${late.path} is copied after sources. Copy every pyproject.toml before any of them.`,
        late,
      );
    }
    const unclear = metadata.find(({ known }) => !known);
    return unclear
      ? unknown(
          'Whose pyproject.toml this COPY brings cannot be computed. Give the variable of its path a default.',
          unclear,
        )
      : pass('Dependency files are copied before any source.', metadata);
  },
);

const lock = cachingClause(
  {
    id: '3.1.lock',
    section: '3.1',
    title: 'Docker lock file',
    severity: 'should',
    rationale:
      'A lock file of the image’s own does not fight with that of the workstation.',
  },
  (timeline, model, standard) => {
    const { pass, fail, unknown } = decisionsFor(model);
    const frozen = acceptedFrozenLock(timeline, standard);
    if (frozen) {
      return pass(
        'A committed lock file is installed: the deviation frozen-lock is accepted.',
        frozen.command,
      );
    }
    const directory = `${standard.appDirectory}/${standard.servicesDirectory}/${model.name}`;
    const write = `Write, in WORKDIR ${directory} and before the install: RUN pdm lock --lockfile ${standard.lockFile} || echo "…"`;
    const locks = timeline.steps.flatMap(step =>
      step.commands
        .filter(command => pdmVerb(command) === 'lock')
        .map(command => ({ step, command })),
    );
    const folders = [directory, ...foldersOf(timeline, model, standard)];
    const right = locks.find(({ step, command }) => {
      const path = lockPath(step, command);
      return (
        path?.known &&
        folders.some(folder => path.text === `${folder}/${standard.lockFile}`)
      );
    });
    if (!right) {
      const unclear = locks.find(
        ({ step, command }) => lockPath(step, command)?.known === false,
      );
      if (unclear) {
        return unknown(
          `Where this pdm lock writes its file cannot be computed. ${write}`,
          unclear.command,
        );
      }
      if (locks.length === 0 && isInstalledBelow(timeline, standard)) {
        return unknown(
          'The image may hold the dependencies already; no stage installs any.',
          placeIn(timeline.stage),
        );
      }
      return locks[0]
        ? fail(
            `pdm lock does not write ${standard.lockFile} in ${directory}. ${write}`,
            locks[0].command,
          )
        : fail(
            `No ${standard.lockFile} is made. ${write}`,
            timeline.installs[0]?.command ?? placeIn(timeline.stage),
          );
    }
    return timeline.installs.some(install => isBefore(timeline, install, right))
      ? fail(`The lock file is made after the install. ${write}`, right.command)
      : pass(`${standard.lockFile} is made before the install.`, right.command);
  },
);

/** The folders of the image that hold the service's pyproject.toml. */
function foldersOf(
  timeline: Timeline,
  model: ServiceModel,
  standard: Standard,
): string[] {
  const { found } = metadataOf(timeline, model, standard).at(-1)!;
  const target = found?.step.copy?.target;
  return target?.known ? [target.text.replace(/\/pyproject\.toml$/, '')] : [];
}

/** The lock file that a `pdm` command names, with the folder of its project; undefined where it names none. */
function lockPath(step: Step, command: ShellCommand): Value | undefined {
  const file = pdmLockFile(command);
  const project = pathIn(
    directoryOf(step, command),
    pdmProject(command) ?? '.',
  );
  return file === undefined ? undefined : pathIn(project, file);
}

const libSource = cachingClause(
  {
    id: '3.1.lib-src',
    section: '3.1',
    title: 'Library sources',
    severity: 'must',
    rationale:
      'Shared libraries change less often than the service, and the install needs their sources.',
  },
  (timeline, model, standard) => {
    const { pass, fail, notApplicable, unknown } = decisionsFor(model);
    const libraries = timeline.copied.filter(({ kind }) => kind === 'library');
    if (libraries.length === 0)
      return notApplicable('No shared library is copied.');
    const wanted = metadataOf(timeline, model, standard);
    if (wanted.some(({ found }) => !found)) {
      return isInstalledBelow(timeline, standard)
        ? unknown(
            'The image may hold the dependencies already; no stage installs any.',
            placeIn(timeline.stage),
          )
        : fail(
            'Library sources are copied before all dependency files are. Copy every pyproject.toml above this.',
            libraries[0],
          );
    }
    const lastMeta = Math.max(
      ...wanted.flatMap(({ found }) => (found ? timeline.at(found.step) : [])),
    );
    const firstInstall = Math.min(
      ...timeline.installs.map(({ step }) => timeline.at(step)),
    );
    const code = timeline.copied.find(isServiceCode);
    for (const library of libraries) {
      const at = timeline.at(library.step);
      if (at <= lastMeta)
        return fail(
          `${library.path} is copied before all dependency files are. Copy the sources after every pyproject.toml.`,
          library,
        );
      if (at > firstInstall)
        return fail(
          `${library.path} is copied after the install, which needs it. Move this COPY above pdm install.`,
          library,
        );
      if (code && at >= timeline.at(code.step))
        return fail(
          `${library.path} is copied after service code. Move this COPY above it.`,
          library,
        );
    }
    return pass(
      'Library sources are copied after the dependency files and before the install.',
      libraries,
    );
  },
);

const installBeforeCode = cachingClause(
  {
    id: '3.1.install-before-code',
    section: '3.1',
    title: 'Install before code',
    severity: 'must',
    rationale:
      'An edit of the service’s code must not install its dependencies again.',
  },
  (timeline, model, standard) => {
    const { pass, fail, unknown } = decisionsFor(model);
    const code = timeline.copied.find(isServiceCode);
    const [install] = timeline.installs;
    if (!install) {
      return restsOnUnknownImage(timeline.stage, standard)
        ? unknown(
            'No pdm install; the image may hold the dependencies already.',
            placeIn(timeline.stage),
          )
        : fail(
            'No pdm install. Write, above the COPY of the service: RUN pdm install --prod',
            code ?? placeIn(timeline.stage),
          );
    }
    return code && timeline.at(code.step) < timeline.at(install.step)
      ? fail(
          'Service code is copied before pdm install, so each edit installs everything again. Move this COPY below the install.',
          code,
        )
      : pass(
          'Dependencies are installed before service code is copied.',
          install.command,
        );
  },
);

const installProd: Clause = {
  id: '3.1.install-prod',
  section: '3.1',
  title: 'Production dependencies only',
  severity: 'must',
  rationale: 'Test tools and linters do not belong into production.',
  decide(model, standard) {
    const { pass, fail, unknown, notApplicable } = decisionsFor(model);
    const accepted = acceptedImage(model, standard);
    const stage = model.stages.production ?? model.runtimeStages.at(-1)!;
    const installs = invocationsOf(closureOf(stage)).filter(({ command }) =>
      isPdmInstall(command),
    );
    if (installs.length === 0 && accepted) return pass(accepted, stage.from);
    if (installs.length === 0) {
      return restsOnUnknownImage(stage, standard)
        ? unknown(
            'The image may hold dependencies already; no stage installs any.',
            stage.from,
          )
        : notApplicable('Production has no pdm install.');
    }
    return worstOf(
      installs.map(({ command }) =>
        hasOption(command, '--prod', '--production')
          ? pass(
              'Every pdm install on the way to production has --prod.',
              command,
            )
          : fail(
              'Development dependencies reach production. Write pdm install --prod here, and install the dev groups in development.',
              command,
            ),
      ),
    );
  },
};

const lockFallback = cachingClause(
  {
    id: '3.2.lock-fallback',
    section: '3.2',
    title: 'Fallback without lock file',
    severity: 'should',
    rationale: 'Where no lock file could be made, the image still builds.',
  },
  (timeline, model, standard) => {
    const { pass, fail, unknown } = decisionsFor(model);
    const frozen = acceptedFrozenLock(timeline, standard);
    if (frozen) {
      return pass(
        'A committed lock file is installed: the deviation frozen-lock is accepted.',
        frozen.command,
      );
    }
    if (isInstalledBelow(timeline, standard)) {
      return unknown(
        'The image may hold the dependencies already; no stage installs any.',
        placeIn(timeline.stage),
      );
    }
    const steps = stepsOf([
      ...new Set(timeline.installs.map(({ step }) => step.stage)),
    ]).filter(step => step.commands.some(isPdmInstall));
    const write = `Write: RUN if [ -f "${standard.lockFile}" ]; then pdm install --prod --lockfile ${standard.lockFile}; else pdm install --prod; fi`;
    for (const step of steps) {
      const installs = step.commands.filter(isPdmInstall);
      const locked = installs.find(
        command =>
          pdmLockFile(command)?.split('/').at(-1) === standard.lockFile,
      );
      const free = installs.find(
        command => command.conditional && pdmLockFile(command) === undefined,
      );
      if (locked && free)
        return pass('The install uses the lock file where there is one.', [
          locked,
          free,
        ]);
    }
    return fail(
      `The install does not use ${standard.lockFile} with a fallback. ${write}`,
      timeline.installs[0]?.command ?? placeIn(timeline.stage),
    );
  },
);

export const section03Caching: Clause[] = [
  metaFirst,
  lock,
  libSource,
  installBeforeCode,
  installProd,
  lockFallback,
];
