import { userOf } from '../model/users';
import { decisionsFor } from './decisions';
import { Role, stageClause } from './stageClause';
import { Clause, ClauseExample } from './Clause';

/** Sections 4.1 and 5.1 say the same of both runtime stages. */
export function runtimeUser(role: Role, example: ClauseExample): Clause {
  return stageClause(
    role,
    {
      name: 'user',
      title: 'Non-root user',
      severity: 'must',
      rationale: 'Who breaks out of a service must not be root.',
      example,
    },
    (stage, model, standard) => {
      const { pass, fail, unknown } = decisionsFor(model);
      const { value, isRoot, where } = userOf(stage);
      const write = `Write: USER ${standard.user}`;
      if (!value.known)
        return unknown(
          `USER cannot be computed: ${value.missing.join(
            ', ',
          )} has no default. ${write}`,
          where,
        );
      return isRoot
        ? fail(
            stage.user
              ? `The stage runs as root. ${write}`
              : `The stage has no USER, so it runs as root. ${write}`,
            where,
          )
        : pass(`The stage runs as ${value.text}.`, where);
    },
  );
}
