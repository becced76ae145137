import { decisionsFor, placeIn } from './decisions';
import { Role, stageClause } from './stageClause';
import { Clause, ClauseExample } from './Clause';
import { serviceFolder } from '../standard/instructions';

/** Sections 4.1 and 5.1 say the same of both runtime stages. */
export function runtimeWorkdir(role: Role, example: ClauseExample): Clause {
  return stageClause(
    role,
    {
      name: 'workdir',
      title: 'Working directory',
      severity: 'should',
      rationale: 'pdm run finds the service’s pyproject.toml.',
      example,
    },
    (stage, model, standard) => {
      const { pass, fail, unknown } = decisionsFor(model);
      const wanted = `${standard.appDirectory}/${serviceFolder(
        standard,
        model.name,
      )}`;
      const { value, instruction } = stage.workdir;
      const where = instruction ?? placeIn(stage);
      if (!value.known)
        return unknown(
          `The working directory cannot be computed. Write: WORKDIR ${wanted}`,
          where,
        );
      return value.text === wanted
        ? pass(`The stage ends in ${wanted}.`, where)
        : fail(
            `The stage ends in ${value.text}. Write: WORKDIR ${wanted}`,
            where,
          );
    },
  );
}
