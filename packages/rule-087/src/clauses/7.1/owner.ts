import { ownershipFor, sameUser, userOf } from '../../model/users';
import { Clause } from '../Clause';
import { decisionsFor, stageLabel, worstOf } from '../decisions';
import { takenBackBy } from '../takenBackBy';
import { USERADD } from '../exampleInstructions';

export const owner: Clause = {
  id: '7.1.owner',
  section: '7.1',
  title: 'Ownership',
  severity: 'must',
  rationale:
    'A service that owns nothing cannot write; one whose files belong to root needs root.',
  example: {
    file: 'dockerfile',
    passes: `${USERADD} \\\n    && chown -R appuser:appuser /app`,
    fails: USERADD,
  },
  decide(model, standard) {
    const { pass, fail, notApplicable, unknown } = decisionsFor(model);
    return worstOf(
      model.runtimeStages.map(stage => {
        const user = userOf(stage);
        if (user.isRoot)
          return notApplicable(`${stageLabel(stage)} runs as root.`);
        if (!user.value.known)
          return unknown('USER cannot be computed.', user.where);
        const { gifts, unclear, takenBack } = ownershipFor(
          stage,
          sameUser(stage, user.name),
          standard,
          model.name,
        );
        if (gifts.length > 0 && !takenBack)
          return pass(
            `${standard.appDirectory} belongs to ${user.name}.`,
            gifts[0].where,
          );
        if (stage === model.stages.development)
          return notApplicable('4.1.chown says so of development.');
        if (takenBack) return fail(...takenBackBy(takenBack, user.name));
        if (unclear)
          return unknown(
            `To whom this gives ${standard.appDirectory} cannot be computed.`,
            unclear.where,
          );
        return fail(
          `${standard.appDirectory} is not given to ${
            user.name
          } in ${stageLabel(stage)}. Write, before USER: RUN chown -R ${
            user.name
          }:${user.name} ${standard.appDirectory}`,
          user.where,
        );
      }),
    );
  },
};
