import { healthcheck as instruction } from '../../standard/instructions';
import { ComposeHealthcheck } from '../../compose/ComposeModel';
import { Stage } from '../../dockerfile/DockerfileModel';
import { Instruction, jsonForm } from '../../dockerfile/Instruction';
import { shellCommands } from '../../dockerfile/shellCommands';
import { SourceText } from '../../source/SourceText';
import { ServiceModel } from '../../model/ServiceModel';
import { Standard } from '../../standard/Standard';
import { Clause, Decision } from '../Clause';
import { decisionsFor, worstOf } from '../decisions';
import * as placed from '../placedDecisions';
import { shellScript } from '../startedProgram';

const TIMINGS = ['interval', 'timeout', 'start-period', 'retries'];

export const healthcheck: Clause = {
  id: '10.1.healthcheck',
  section: '10.1',
  title: 'Health check',
  severity: 'optional',
  rationale:
    'An orchestrator learns that a service hangs, by the address that it really serves.',
  example: {
    file: 'dockerfile',
    passes:
      'HEALTHCHECK --interval=30s --timeout=10s --start-period=40s --retries=3 \\\n    CMD curl -f http://localhost:${IDENTITY_HTTP_PORT}/healthz || exit 1',
    fails: 'HEALTHCHECK CMD curl http://localhost:7005/ || exit 1',
  },
  decide(model, standard) {
    const { notApplicable } = decisionsFor(model);
    if (model.kind !== 'http')
      return notApplicable(`A ${model.kind} serves no HTTP port.`);
    const checks = model.runtimeStages.flatMap(stage =>
      stage.healthcheck ? [{ stage, check: stage.healthcheck }] : [],
    );
    const inCompose = model.composeService?.healthcheck;
    if (checks.length === 0 && !inCompose)
      return notApplicable('There is no health check; it is optional.');
    return worstOf([
      ...checks.map(({ stage, check }) =>
        judgeHealthcheck(model, standard, stage, check),
      ),
      ...(inCompose
        ? [judgeComposeHealthcheck(model, standard, inCompose)]
        : []),
    ]);
  },
};

function judgeHealthcheck(
  model: ServiceModel,
  standard: Standard,
  stage: Stage,
  check: Instruction,
): Decision {
  const { pass, fail, notApplicable } = decisionsFor(model);
  const text = check.body.text.trim();
  if (/^NONE$/i.test(text))
    return notApplicable('The health check is switched off.');
  const variable = `${model.prefix ?? '<PREFIX>'}_HTTP_PORT`;
  const write = `Write: ${instruction(variable)}`;
  const missing = TIMINGS.filter(name => !check.flags.has(name));
  if (missing.length > 0)
    return fail(
      `The health check lacks --${missing.join(', --')}. ${write}`,
      check,
    );
  const command = check.body.slice(
    /^CMD\s+/i.exec(check.body.text)?.[0].length ?? 0,
  );
  const exec = jsonForm(command.text);
  const script = exec ? shellScript(exec) : command.text;
  if (script === undefined) {
    return fail(
      `Without a shell, no variable of the health check is replaced. ${write}`,
      check,
    );
  }
  return asksTheService(script, variable, standard) &&
    stage.scope.variable(variable)
    ? pass('The health check asks the service on its own port.', check)
    : fail(`The health check is another than the rule's. ${write}`, check);
}

function judgeComposeHealthcheck(
  model: ServiceModel,
  standard: Standard,
  { evidence, isDisabled, test, timings }: ComposeHealthcheck,
): Decision {
  if (isDisabled)
    return placed.notApplicable('The health check is switched off.');
  const variable = `${model.prefix ?? '<PREFIX>'}_HTTP_PORT`;
  const write = `Write: test: curl -f http://localhost:$$\{${variable}}/healthz || exit 1, with interval, timeout, start_period and retries.`;
  const missing = TIMINGS.map(name => name.replace('-', '_')).filter(
    name => !timings.has(name),
  );
  if (missing.length > 0) {
    return placed.fail(
      `The health check lacks ${missing.join(', ')}. ${write}`,
      evidence,
    );
  }
  // What Compose says of times alone leaves the image's own command.
  if (!test) return placed.pass('It sets the times alone.', evidence);
  const texts = test.words.map(({ value }) =>
    value.known ? value.text : undefined,
  );
  const places = test.words.map(word => word.evidence);
  if (texts.includes(undefined)) {
    return placed.unknown(
      'A variable of the health check has no default, so it cannot be computed.',
      places,
    );
  }
  const words = texts as string[];
  const script =
    test.form === 'shell' ? words.join(' ') : shellScript(words) ?? '';
  return asksTheService(script, variable, standard)
    ? placed.pass('The health check asks the service on its own port.', places)
    : placed.fail(
        `The health check is another than the rule's. ${write}`,
        places,
      );
}

/** Whether a script asks the service on its port, and fails where it does not answer well. */
function asksTheService(
  script: string,
  variable: string,
  standard: Standard,
): boolean {
  const source = SourceText.create([{ text: script, offset: 0 }]);
  const words = shellCommands(source, () => undefined)
    .find(({ name }) => name === 'curl')
    ?.words.map(word => word.text);
  const fails = words?.some(
    word => /^-[a-zA-Z]*f/.test(word) || word === '--fail',
  );
  const address = words?.find(word =>
    /^(https?:\/\/)?(localhost|127\.0\.0\.1)[:/]/.test(word),
  );
  return (
    fails === true &&
    standard.healthPaths.some(
      path =>
        address === `http://localhost:\${${variable}}${path}` ||
        address === `http://localhost:$${variable}${path}`,
    )
  );
}
