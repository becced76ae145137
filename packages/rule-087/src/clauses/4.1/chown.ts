import { changeOwner } from '../../standard/instructions';
import { takenBackBy } from '../takenBackBy';
import { timelineOf } from '../../model/timeline';
import { ownershipFor, sameUser, userOf } from '../../model/users';
import { decisionsFor } from '../decisions';
import { stageClause } from '../stageClause';

export const chown = stageClause(
  'development',
  {
    name: 'chown',
    title: 'Ownership before USER',
    severity: 'must',
    rationale: 'The service can write where it must.',
    example: {
      file: 'dockerfile',
      passes: 'RUN chown -R appuser:appuser /app',
      fails: 'RUN chown appuser:appuser /app',
    },
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
    const write = `Write, before USER: RUN ${changeOwner(
      standard,
      user.name ?? standard.user,
    )}`;
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
