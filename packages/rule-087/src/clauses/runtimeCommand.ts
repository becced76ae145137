import { startCommand } from '../standard/instructions';
import { decisionsFor, placeIn } from './decisions';
import { Role, stageClause } from './stageClause';
import { Clause, ClauseExample } from './Clause';

/** Sections 4.1 and 5.1 say the same of both runtime stages. */
export function runtimeCommand(role: Role, example: ClauseExample): Clause {
  return stageClause(
    role,
    {
      name: 'cmd',
      title: 'Command',
      severity: 'must',
      rationale: 'PDM starts what pyproject.toml says, and passes signals on.',
      example,
    },
    (stage, model, standard) => {
      const { pass, fail } = decisionsFor(model);
      const wanted = startCommand(standard);
      const found = stage.command;
      if (!found)
        return fail(`The stage has no CMD. Write: ${wanted}`, placeIn(stage));
      return found.form === 'exec' &&
        JSON.stringify(found.args) === JSON.stringify(standard.command)
        ? pass(`${wanted}`, found.instruction)
        : fail(
            `CMD is not what the rule wants. Write: ${wanted}`,
            found.instruction,
          );
    },
  );
}
