import { sameUser, userOf } from '../../model/users';
import { decisionsFor } from '../decisions';
import { stageClause } from '../stageClause';

export const userName = stageClause(
  'development',
  {
    name: 'user-name',
    title: 'Name of the user',
    severity: 'should',
    rationale: 'One name for every service.',
    example: {
      file: 'dockerfile',
      passes: 'USER appuser',
      fails: 'USER www-data',
    },
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
