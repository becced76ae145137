import { writeLock } from '../../standard/instructions';
import { directoryOf, pathIn } from '../../dockerfile/directoryOf';
import { Step } from '../../dockerfile/DockerfileModel';
import {
  Invocation,
  pdmLockFile,
  pdmProject,
  pdmVerb,
} from '../../dockerfile/programs';
import { ShellCommand } from '../../dockerfile/shellCommands';
import { Value } from '../../source/Value';
import { Timeline } from '../../model/timeline';
import { projectFolders } from '../../model/requiredMetadata';
import {
  cachingClause,
  imageWithDependencies,
  INSTALLED_BELOW,
} from '../cachingClause';
import { decisionsFor, placeIn } from '../decisions';
import { acceptedFrozenLock } from '../frozenLock';

/** Whether one command of a timeline runs before another. */
function isBefore({ at }: Timeline, a: Invocation, b: Invocation): boolean {
  return a.step === b.step
    ? a.command.start < b.command.start
    : at(a.step) < at(b.step);
}

export const lock = cachingClause(
  {
    id: '3.1.lock',
    section: '3.1',
    title: 'Docker lock file',
    severity: 'should',
    rationale:
      'A lock file of the image’s own does not fight with that of the workstation.',
    example: {
      file: 'dockerfile',
      passes: 'RUN pdm lock --lockfile pdm.lock.docker',
      fails: 'RUN pdm lock',
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
    const directory = `${standard.appDirectory}/${standard.servicesDirectory}/${model.name}`;
    const write = `Write, in WORKDIR ${directory} and before the install: RUN ${writeLock(
      standard,
      '…',
    )}`;
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
