import { contains } from '../compose/paths';
import { normalizePath } from '../dockerfile/joinPath';
import { copiedFromContext, isServiceCode } from '../model/copies';
import { decisionsFor, placeIn } from './decisions';
import { Role, stageClause } from './stageClause';
import { Clause, ClauseExample } from './Clause';
import { copyCode, serviceFolder } from '../standard/instructions';

/** Sections 4.1 and 5.1 say the same of both runtime stages. */
export function runtimeCopyCode(role: Role, example: ClauseExample): Clause {
  return stageClause(
    role,
    {
      name: 'copy-code',
      title: 'Service code',
      severity: 'must',
      rationale: 'The image is whole without any mount.',
      example,
    },
    (stage, model, standard) => {
      const { pass, fail, unknown } = decisionsFor(model);
      const source = serviceFolder(standard, model.name);
      const target = `${standard.appDirectory}/${source}`;
      const code = copiedFromContext([stage], standard).filter(isServiceCode);
      const right = code.find(({ step: { copy }, path, known }) => {
        if (!known || !copy?.target.known || !contains(path, source))
          return false;
        const below =
          path === '.' || copy.keepsParents
            ? `/${source}`
            : source.slice(path.length);
        return normalizePath(`${copy.target.text}${below}`) === target;
      });
      if (right)
        return pass(
          `${source}/ is copied to ${target}/.`,
          right.step.instruction,
        );
      const write = `Write: ${copyCode(standard, source)}`;
      const unclear =
        code.find(({ known }) => !known)?.step ??
        stage.steps.find(
          ({ copy }) =>
            copy &&
            (!copy.target.known ||
              copy.sources.some(({ path }) => !path.known)),
        );
      if (unclear)
        return unknown(
          `What this COPY brings cannot be computed. ${write}`,
          unclear.instruction,
        );
      return code[0]
        ? fail(
            `Service code is copied from or to another place. ${write}`,
            code[0].step.instruction,
          )
        : fail(
            `The stage does not copy the service's code. ${write}`,
            placeIn(stage),
          );
    },
  );
}
