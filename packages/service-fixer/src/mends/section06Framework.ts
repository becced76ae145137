import { Instruction, portsOf, Variable } from '@huleedu/rule-087/model';
import { Mend, Mends, refuse, Situation } from '../Mend';
import { setVariables } from './environment';

const productionOf = ({ model }: Situation) =>
  model.stages.production ?? model.runtimeStages.at(-1)!;

const quart: Mend = situation =>
  setVariables(
    situation,
    [productionOf(situation)],
    situation.standard.quartEnvironment,
  );

/** One ENV reads the values from before it, so the port that follows another stands in a later one. */
const fastapi: Mend = situation => {
  const { dockerfile, model, standard } = situation;
  const stage = productionOf(situation);
  const { http } = portsOf(model, stage);
  if (http?.port === undefined)
    return refuse('No variable says the HTTP port as a number.');
  const variable = stage.scope.variable('UVICORN_PORT');
  const isNew = !variable && !stage.scope.variable('UVICORN_HOST');
  const edits = isNew
    ? []
    : setVariables(situation, [stage], { UVICORN_HOST: standard.host });
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

export const section06Framework: Mends = {
  '6.2.quart-env': quart,
  '6.2.fastapi-env': fastapi,
};
