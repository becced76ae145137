import {
  chainOf,
  closureOf,
  Stage,
  Step,
} from '../../dockerfile/DockerfileModel';
import { createsUser, ownership } from '../../dockerfile/programs';
import { ShellCommand } from '../../dockerfile/shellCommands';
import { imageWithUsers } from '../../model/images';
import { creationsFor, userOf } from '../../model/users';
import { Situation } from '../Mend';

export function userCommands(user: string): string[] {
  return [`groupadd -r ${user}`, `useradd --no-log-init -r -g ${user} ${user}`];
}

/** The user that a stage runs as, or is to run as: one that the file makes, or else the standard's. */
export function runtimeUser(stage: Stage, { standard }: Situation): string {
  const user = userOf(stage);
  if (user.name !== undefined && !user.isRoot) return user.name;
  const [creation] = creationsFor(stage, chainOf(stage));
  return creation?.name ?? standard.user;
}

export function hasUser(stage: Stage, { standard }: Situation): boolean {
  return (
    creationsFor(stage, closureOf(stage)).length > 0 ||
    imageWithUsers(stage, standard) !== undefined
  );
}

export function chownLine(user: string, { standard }: Situation): string {
  return `RUN chown -R ${user}:${user} ${standard.appDirectory}`;
}

/** Whether a command only makes users and groups. */
export function makesUser(command: ShellCommand): boolean {
  return (
    createsUser(command) ||
    ['groupadd', 'addgroup', 'adduser'].includes(command.name)
  );
}

export function isOwnership(command: ShellCommand): boolean {
  return ownership(command) !== undefined;
}

/** The instruction before which what a stage is configured with begins: USER, EXPOSE, CMD and their like. */
export function configurationOf({ steps }: Stage): Step | undefined {
  const last = steps.findLastIndex(({ instruction }) =>
    ['RUN', 'COPY', 'ADD'].includes(instruction.keyword),
  );
  return steps
    .slice(last + 1)
    .find(({ instruction }) =>
      [
        'USER',
        'WORKDIR',
        'EXPOSE',
        'HEALTHCHECK',
        'ENTRYPOINT',
        'CMD',
      ].includes(instruction.keyword),
    );
}
