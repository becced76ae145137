import { installDependencies } from '../../standard/instructions';
import { stepsOf } from '../../dockerfile/DockerfileModel';
import { isPdmInstall, pdmLockFile } from '../../dockerfile/programs';
import {
  cachingClause,
  imageWithDependencies,
  INSTALLED_BELOW,
} from '../cachingClause';
import { decisionsFor, placeIn } from '../decisions';
import { acceptedFrozenLock } from '../frozenLock';

export const lockFallback = cachingClause(
  {
    id: '3.2.lock-fallback',
    section: '3.2',
    title: 'Fallback without lock file',
    severity: 'should',
    rationale: 'Where no lock file could be made, the image still builds.',
    example: {
      file: 'dockerfile',
      passes:
        'RUN if [ -f "pdm.lock.docker" ]; then \\\n        pdm install --prod --lockfile pdm.lock.docker; \\\n    else \\\n        pdm install --prod; \\\n    fi',
      fails: 'RUN pdm install --prod --lockfile pdm.lock.docker',
    },
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
    const write = `Write: ${installDependencies(standard)}`;
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
