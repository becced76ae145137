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
import { isLibrarySource, isServiceCode } from '../model/copies';
import { unknownImageOf } from '../model/images';
import { Timeline } from '../model/timeline';
import { projectFolders, wantedMetadata } from '../model/wantedMetadata';
import { Standard } from '../standard/Standard';
import {
  acceptedImage,
  cachingClause,
  imageWithDependencies,
  INSTALLED_BELOW,
} from './cachingClause';
import { Clause } from './Clause';
import { decisionsFor, placeIn, worstOf } from './decisions';

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

/** Whether one command of a timeline runs before another. */
function isBefore({ at }: Timeline, a: Invocation, b: Invocation): boolean {
  return a.step === b.step
    ? a.command.start < b.command.start
    : at(a.step) < at(b.step);
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
    const wanted = wantedMetadata(timeline, model, standard);
    const source = timeline.copied.find(
      copied => isLibrarySource(copied) || isServiceCode(copied),
    );
    const absent = wanted.filter(({ found }) => !found);
    const image = imageWithDependencies(timeline, standard);
    if (absent.length > 0 && image) return unknown(INSTALLED_BELOW, image);
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
    const folders = [directory, ...projectFolders(timeline, model, standard)];
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
      const image = imageWithDependencies(timeline, standard);
      if (locks.length === 0 && image) return unknown(INSTALLED_BELOW, image);
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
    const wanted = wantedMetadata(timeline, model, standard);
    if (wanted.some(({ found }) => !found)) {
      const image = imageWithDependencies(timeline, standard);
      return image
        ? unknown(INSTALLED_BELOW, image)
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
      const image = imageWithDependencies(timeline, standard);
      return image
        ? unknown(INSTALLED_BELOW, image)
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
      const image = unknownImageOf(stage, standard);
      return image
        ? unknown(INSTALLED_BELOW, image)
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
    const image = imageWithDependencies(timeline, standard);
    if (image) return unknown(INSTALLED_BELOW, image);
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
