import { Instruction, portsOf, Variable } from '@huleedu/rule-087/model';
import { ClauseFix, ClauseFixes, refuse, FixContext } from '../ClauseFix';
import { setVariables } from './environment';

const productionOf = ({ model }: FixContext) =>
  model.stages.production ?? model.runtimeStages.at(-1)!;

const quart: ClauseFix = fixContext =>
  setVariables(
    fixContext,
    [productionOf(fixContext)],
    fixContext.standard.quartEnvironment,
  );

/** One ENV reads the values from before it, so the port that follows another stands in a later one. */
const fastapi: ClauseFix = fixContext => {
  const { dockerfile, model, standard } = fixContext;
  const stage = productionOf(fixContext);
  const { http } = portsOf(model, stage);
  if (http?.port === undefined)
    return refuse('No variable says the HTTP port as a number.');
  const variable = stage.scope.variable('UVICORN_PORT');
  const isNew = !variable && !stage.scope.variable('UVICORN_HOST');
  const edits = isNew
    ? []
    : setVariables(fixContext, [stage], { UVICORN_HOST: standard.host });
  const { value } = variable ?? {};
  if (value?.known && value.text === String(http.port)) return edits;
  const pair = `UVICORN_PORT=\${${http.variable.name}}`;
  const pairs = isNew
    ? `UVICORN_HOST=${standard.host}${dockerfile.continued([pair])}`
    : pair;
  const home = homeOf(model.dockerfile.instructions, http.variable);
  if (!home) return refuse('The instruction that sets the port was not found.');
  if (variable && variable.start > home.end)
    return [...edits, dockerfile.replace(variable, pair)];
  return [
    ...edits,
    // Where it stood it says the number: a name would be empty there.
    ...(variable
      ? [dockerfile.replace(variable, `UVICORN_PORT=${http.port}`)]
      : [dockerfile.insertAfter(home, ['', `ENV ${pairs}`])]),
  ];
};

function homeOf(
  instructions: Instruction[],
  { start, end }: Variable,
): Instruction | undefined {
  return instructions.find(
    instruction => instruction.start <= start && instruction.end >= end,
  );
}

export const section06Framework: ClauseFixes = {
  '6.2.quart-env': quart,
  '6.2.fastapi-env': fastapi,
};
