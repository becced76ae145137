import {
  chainOf,
  createsUser,
  creationsFor,
  hasOption,
  imageWithUsers,
  invocationsOf,
  ownership,
  ShellCommand,
  Stage,
  userOf,
} from '@huleedu/rule-087/model';
import { Refusal, refuse, FixContext } from '../ClauseFix';

/** Who a stage is to run as. */
export type RuntimeUser = {
  /** As USER says it: a name, or a number. */
  name: string;
  /** What makes that user, where nothing does so far. */
  creation?: string[];
};

/** Users of Debian itself: none of them has a group of its name that is sure to be there, and none is a service's own. */
const OF_DEBIAN =
  /^(nobody|www-data|daemon|bin|sys|sync|games|man|lp|mail|news|uucp|proxy|backup|list|irc|_apt)$/;

/** The user that a stage runs as, or is to run as: one that the file makes, or else the standard's. */
export function runtimeUser(
  stage: Stage,
  { model, standard }: FixContext,
): RuntimeUser | Refusal {
  const { name, isRoot, value } = userOf(stage);
  if (!value.known) return refuse('USER cannot be computed.');
  const isImageKnown = imageWithUsers(stage, standard) === undefined;
  const [creation] = creationsFor(stage, chainOf(stage));
  if (isRoot || name === undefined) {
    if (creation?.name) return { name: creation.name };
    // A stage on the same image runs as somebody whom nothing here makes.
    const other = model.dockerfile.stages
      .filter(
        candidate =>
          imageWordOf(candidate) === imageWordOf(stage) &&
          creationsFor(candidate, chainOf(candidate)).length === 0,
      )
      .map(userOf)
      .find(user => !user.isRoot && user.name !== undefined);
    if (!isImageKnown && other?.name) return { name: other.name };
    return isImageKnown
      ? { name: standard.user, creation: creating(standard.user) }
      : refuse('Whether the image has a user for this cannot be seen here.');
  }
  const isMade =
    creation !== undefined && (creation.name === name || creation.uid === name);
  if (isMade || !isImageKnown) return { name };
  if (/^\d+$/.test(name))
    return { name, creation: creating(standard.user, name) };
  return OF_DEBIAN.test(name)
    ? { name: standard.user, creation: creating(standard.user) }
    : { name, creation: creating(name) };
}

function imageWordOf(stage: Stage): string | undefined {
  return chainOf(stage)[0].from.body.words()[0]?.text;
}

function creating(user: string, number?: string): string[] {
  return number === undefined
    ? [`groupadd -r ${user}`, `useradd --no-log-init -r -g ${user} ${user}`]
    : [
        `groupadd -r -g ${number} ${user}`,
        `useradd --no-log-init -r -u ${number} -g ${user} ${user}`,
      ];
}

/** The user with the group of the same name, where there is one. */
export function ownerFor(stage: Stage, name: string): string {
  const own = creationsFor(stage, chainOf(stage)).find(
    creation => creation.name === name,
  );
  const hasGroup = invocationsOf(chainOf(stage)).some(
    ({ command }) =>
      /^(groupadd|addgroup)$/.test(command.name) &&
      command.words.some(({ text }) => text === name),
  );
  const isWithout =
    own &&
    !hasGroup &&
    hasOption(own.command, '-g', '--gid', '-N', '-G', '--ingroup');
  return isWithout ? name : `${name}:${name}`;
}

export function chownLine(owner: string, { standard }: FixContext): string {
  return `RUN chown -R ${owner} ${standard.appDirectory}`;
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
