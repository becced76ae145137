import {
  chainOf,
  ServiceModel,
  Stage,
  Step,
  Variable,
} from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { headOf } from '../DockerfileText';
import { FixContext } from '../ClauseFix';

export function prefixFor({ prefix, name }: ServiceModel): string {
  return prefix ?? name.toUpperCase().replace(/-/g, '_');
}

/** Sets variables in the stages that lack them or have other values: the pair is corrected where there is one. */
export function setVariables(
  fixContext: FixContext,
  stages: Stage[],
  wanted: Record<string, string>,
): Edit[] {
  const { dockerfile } = fixContext;
  const edits: Edit[] = [];
  const missing = new Map<Stage, Map<string, string>>();
  for (const stage of stages) {
    for (const [name, value] of Object.entries(wanted)) {
      const variable = stage.scope.variable(name);
      if (!variable) {
        const [bottom] = chainOf(stage);
        if (!missing.has(bottom)) missing.set(bottom, new Map());
        missing.get(bottom)!.set(name, value);
      } else if (!variable.value.known || variable.value.text !== value) {
        edits.push(dockerfile.replace(variable, `${name}=${value}`));
      }
    }
  }
  for (const [stage, variables] of missing) {
    edits.push(addVariables(fixContext, stage, variables));
  }
  return edits;
}

/** Adds pairs to the ENV of a stage that holds others of their kind, or an ENV of its own. */
function addVariables(
  { dockerfile, model, standard }: FixContext,
  stage: Stage,
  variables: Map<string, string>,
): Edit {
  const pairs = [...variables].map(([name, value]) => `${name}=${value}`);
  const isCore = [...variables.keys()].every(
    name => name in standard.coreEnvironment,
  );
  const kin = (name: string) =>
    isCore
      ? name in standard.coreEnvironment
      : name.startsWith(`${prefixFor(model)}_`) ||
        name in standard.quartEnvironment;
  let last: Variable | undefined;
  for (const variable of stage.scope.environment.values()) {
    if (kin(variable.name) && variable.start > (last?.start ?? -1))
      last = variable;
  }
  const home =
    last &&
    headSteps(stage).find(
      step => isPlainEnv(step) && isWithin(last, step.instruction),
    );
  if (home) {
    const { end } = home.instruction;
    return dockerfile.insert(end, dockerfile.continued(pairs, end));
  }
  const [first, ...rest] = pairs;
  const text = `ENV ${first}${dockerfile.continued(rest)}`;
  const core = isCore ? stage.from : undefined;
  return dockerfile.insertAfter(core ?? headOf(stage), ['', text]);
}

/** The ENV instructions of a stage, `ENV NAME value` excepted, to which no pair can be added. */
function isPlainEnv({ instruction: { keyword, body } }: Step): boolean {
  return keyword === 'ENV' && /^[^\s=]+=/.test(body.text);
}

function headSteps({ steps }: Stage): Step[] {
  const first = steps.findIndex(({ instruction }) =>
    ['COPY', 'ADD'].includes(instruction.keyword),
  );
  return first === -1 ? steps : steps.slice(0, first);
}

function isWithin(
  variable: Variable,
  { start, end }: { start: number; end: number },
): boolean {
  return variable.start >= start && variable.end <= end;
}
