import { directoryOf, pathIn } from '../dockerfile/directoryOf';
import { contains } from '../compose/paths';
import {
  chainOf,
  closureOf,
  onceAStage,
  Stage,
  Step,
} from '../dockerfile/DockerfileModel';
import {
  createdUser,
  createsUser,
  Invocation,
  invocationsOf,
  ownership,
} from '../dockerfile/programs';
import { Span } from '../source/SourceText';
import { knownValue, Value } from '../source/Value';
import { Standard } from '../standard/Standard';
import { Copied, copiedFromContext, isServiceCode } from './copies';
import { timelineOf } from './timeline';

type StageUser = { value: Value; name?: string; isRoot: boolean; where: Span };

/** The user that a stage ends with: `name` of `name:group`; root where nothing says another. */
export const userOf = onceAStage((stage): StageUser => {
  if (!stage.user) {
    const value = knownValue('root');
    return { value, name: 'root', isRoot: true, where: stage.from };
  }
  const { value, instruction } = stage.user;
  const name = value.known ? value.text.split(':')[0] : undefined;
  return {
    value,
    name,
    isRoot: name !== undefined && /^(root|0+|)$/.test(name),
    where: instruction,
  };
});

/** A command that makes a user. */
type Creation = Invocation & { name?: string; uid?: string };

const creationsIn = onceAStage((stage): Creation[] =>
  invocationsOf([stage]).flatMap(({ step, command }) =>
    createsUser(command) ? [{ step, command, ...createdUser(command) }] : [],
  ),
);

/** Where the stages of a chain create users. */
function creationsOf(stages: readonly Stage[]): Creation[] {
  return stages.flatMap(creationsIn);
}

/** A user's name and number, where the file says both. */
export function sameUser(stage: Stage, name: string | undefined): string[] {
  const creation = creationsOf(closureOf(stage)).find(
    created => created.name === name || created.uid === name,
  );
  return [name, creation?.name, creation?.uid].filter(
    (item): item is string => item !== undefined,
  );
}

/** The commands that make the user of a stage; those that make any, where none of them names it. */
export function creationsFor(stage: Stage, among: readonly Stage[]) {
  const { name } = userOf(stage);
  const creations = creationsOf(among);
  const own = creations.filter(
    created =>
      name !== undefined && (created.name === name || created.uid === name),
  );
  return own.length > 0 ? own : creations;
}

/** That something is given to a user; the owner is undefined where it cannot be computed. */
type Gift = { step: Step; owner?: string; where: Span };

/** Where /app, or the service's code, is given to a user: a recursive chown, or the `--chown` of the COPY that brings it. */
export function ownershipsOf(
  stage: Stage,
  standard: Standard,
  service: string,
): Gift[] {
  const directories = [
    standard.appDirectory,
    `${standard.appDirectory}/${standard.servicesDirectory}/${service}`,
    `${standard.appDirectory}/${standard.servicesDirectory}`,
  ];
  const chain = chainOf(stage);
  const code = new Set(
    copiedFromContext(chain, standard)
      .filter(isServiceCode)
      .map(({ step }) => step),
  );
  return chain.flatMap(({ steps }) =>
    steps.flatMap((step): Gift[] => {
      const byCommand = step.commands.flatMap(command => {
        const given = ownership(command);
        const isCovered = given?.paths.some(path =>
          covers(
            pathIn(directoryOf(step, command), path.replace(/(.)\/\*$/, '$1')),
            directories,
          ),
        );
        if (!given || !isCovered) return [];
        const owner = given.owner.includes('$') ? undefined : given.owner;
        return [{ step, owner, where: command }];
      });
      const { copy } = step;
      const isCode =
        code.has(step) || (copy?.from && covers(copy.target, directories));
      if (!copy?.owner || !isCode) return byCommand;
      const owner = copy.owner.known
        ? copy.owner.text.split(':')[0]
        : undefined;
      return [...byCommand, { step, owner, where: step.instruction }];
    }),
  );
}

/** Who owns /app, or the service's code, once a stage is built. */
export type Ownership = {
  /** Where it is given to one of the users. */
  gifts: Gift[];
  /** Given to somebody who cannot be computed. */
  unclear?: Gift;
  /** Service code that is copied after that, and belongs to root again. */
  takenBack?: Copied;
};

export function ownershipFor(
  stage: Stage,
  names: string[],
  standard: Standard,
  service: string,
): Ownership {
  const all = ownershipsOf(stage, standard, service);
  const gifts = all.filter(
    ({ owner }) => owner !== undefined && names.includes(owner),
  );
  const { copied, at } = timelineOf(stage, standard);
  const last = gifts.at(-1);
  return {
    gifts,
    unclear: all.find(({ owner }) => owner === undefined),
    takenBack:
      last &&
      mainCode(copied, standard, service).find(
        ({ step }) => at(step) > at(last.step),
      ),
  };
}

/** The COPY of the service's folder, or of something in it; where there is none, of any service code. */
function mainCode(
  copied: Copied[],
  { appDirectory, servicesDirectory }: Standard,
  service: string,
): Copied[] {
  const folder = `${servicesDirectory}/${service}`;
  const code = copied.filter(
    item =>
      isServiceCode(item) &&
      item.step.copy?.target.known &&
      contains(appDirectory, item.step.copy.target.text),
  );
  const main = code.filter(
    ({ path }) => contains(path, folder) || contains(folder, path),
  );
  return main.length > 0 ? main : code;
}

/** Whether a path is one of these folders. */
function covers(target: Value, directories: string[]): boolean {
  return target.known && directories.includes(target.text);
}
