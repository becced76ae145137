import { chainOf } from '../dockerfile/DockerfileModel';
import { Copied, isServiceCode } from '../model/copies';
import { imageWithUsers } from '../model/images';
import { timelineOf } from '../model/timeline';
import {
  creationsFor,
  ownershipFor,
  ownershipsOf,
  sameUser,
  userOf,
} from '../model/users';
import { decisionsFor, placeIn } from './decisions';
import { stageClause } from './stageClause';

export const userFirst = stageClause(
  'development',
  {
    name: 'user-first',
    title: 'User before code',
    severity: 'should',
    rationale: 'Creating the user stays cached when code changes.',
  },
  (stage, model, standard) => {
    const { pass, fail, unknown } = decisionsFor(model);
    const timeline = timelineOf(stage, standard);
    const [creation] = creationsFor(stage, chainOf(stage));
    const copied = timeline.copied.filter(isServiceCode);
    // The stage's own COPY, where it has one: what a stage below copies is not development's to order.
    const code = copied.find(({ step }) => step.stage === stage) ?? copied[0];
    if (!creation) {
      const image = imageWithUsers(stage, standard);
      return image
        ? unknown('The user may come from the image.', image)
        : fail(
            `No user is created. Write, above the COPY: RUN groupadd -r ${standard.user} && useradd --no-log-init -r -g ${standard.user} ${standard.user}`,
            placeIn(stage),
          );
    }
    return code && timeline.at(code.step) < timeline.at(creation.step)
      ? fail(
          'The user is created after service code is copied. Move this RUN above the COPY.',
          creation.command,
        )
      : pass(
          'The user is created before service code is copied.',
          creation.command,
        );
  },
);

export const chown = stageClause(
  'development',
  {
    name: 'chown',
    title: 'Ownership before USER',
    severity: 'must',
    rationale: 'The service can write where it must.',
  },
  (stage, model, standard) => {
    const { pass, fail, notApplicable, unknown } = decisionsFor(model);
    const user = userOf(stage);
    if (user.isRoot) return notApplicable('The stage runs as root.');
    if (!user.value.known)
      return unknown('USER cannot be computed.', user.where);
    const timeline = timelineOf(stage, standard);
    const switched =
      stage.user &&
      timeline.steps.findIndex(
        ({ instruction }) => instruction === stage.user?.instruction,
      );
    const { gifts, unclear, takenBack } = ownershipFor(
      stage,
      sameUser(stage, user.name),
      standard,
      model.name,
    );
    const early = gifts.find(
      ({ step }) => switched === undefined || timeline.at(step) < switched,
    );
    const write = `Write, before USER: RUN chown -R ${user.name}:${user.name} ${standard.appDirectory}`;
    if (early && takenBack) return fail(...takenBackBy(takenBack, user.name));
    if (early)
      return pass(
        `${standard.appDirectory} belongs to ${user.name}.`,
        early.where,
      );
    if (unclear && gifts.length === 0)
      return unknown(
        `To whom this gives ${standard.appDirectory} cannot be computed. ${write}`,
        unclear.where,
      );
    return fail(
      `${standard.appDirectory} is not given to ${
        user.name ?? 'the user'
      } before USER. ${write}`,
      gifts[0]?.where ?? user.where,
    );
  },
);

/** What is wrong where service code is copied once everything has its owner. */
export function takenBackBy(
  copied: Copied,
  user: string | undefined,
): [message: string, where: Copied] {
  return [
    `${copied.path} is copied after the chown, so it belongs to root. Write COPY --chown=${user}:${user} here, or move the chown below it.`,
    copied,
  ];
}

export const userName = stageClause(
  'development',
  {
    name: 'user-name',
    title: 'Name of the user',
    severity: 'should',
    rationale: 'One name for every service.',
  },
  (stage, model, standard) => {
    const { pass, fail, unknown, notApplicable } = decisionsFor(model);
    const user = userOf(stage);
    if (!user.value.known)
      return unknown('USER cannot be computed.', user.where);
    if (user.isRoot) return notApplicable('The stage runs as root.');
    return sameUser(stage, user.name).includes(standard.user)
      ? pass(`The user is ${standard.user}.`, user.where)
      : fail(
          `The user is ${user.name}. Write: USER ${standard.user}`,
          user.where,
        );
  },
);

export const userChownLayer = stageClause(
  'production',
  {
    name: 'user-chown-layer',
    title: 'User and ownership in one layer',
    severity: 'should',
    rationale: 'A chown in a layer of its own stores every file again.',
  },
  (stage, model, standard) => {
    const { pass, fail, unknown } = decisionsFor(model);
    const given = ownershipsOf(stage, standard, model.name);
    const creations = creationsFor(stage, [stage]);
    const [creation] = creations;
    const [inherited] = creationsFor(stage, chainOf(stage));
    const write = `Write: RUN groupadd -r ${standard.user} && useradd --no-log-init -r -g ${standard.user} ${standard.user} && chown -R ${standard.user}:${standard.user} ${standard.appDirectory}`;
    const image = imageWithUsers(stage, standard);
    if (!creation && !inherited && image) {
      return unknown('The user may come from the image.', image);
    }
    if (!creation)
      return fail(
        `Production does not create the user itself. ${write}`,
        inherited?.command ?? placeIn(stage),
      );
    const giving = new Set(given.map(({ step }) => step));
    const both = creations.find(({ step }) => giving.has(step));
    return both
      ? pass('User and ownership are set in one RUN.', both.step.instruction)
      : fail(
          `User and ownership are not set in one RUN. ${write}`,
          creation.step.instruction,
        );
  },
);
