import { CommandForm, Stage } from '../dockerfile/DockerfileModel';
import { Instruction, jsonForm } from '../dockerfile/Instruction';
import { shellCommands } from '../dockerfile/shellCommands';
import { SourceText } from '../dockerfile/SourceText';
import { ServiceModel } from '../model/ServiceModel';
import { Standard } from '../standard/Standard';
import { Clause, Decision } from './Clause';
import { decisionsFor, placeIn, worstOf } from './decisions';

const TIMINGS = ['interval', 'timeout', 'start-period', 'retries'];

const healthcheck: Clause = {
  id: '10.1.healthcheck',
  section: '10.1',
  title: 'Health check',
  severity: 'optional',
  rationale:
    'An orchestrator learns that a service hangs, by the address that it really serves.',
  decide(model, standard) {
    const { notApplicable } = decisionsFor(model);
    if (model.kind !== 'http')
      return notApplicable(`A ${model.kind} serves no HTTP port.`);
    const checks = model.runtimeStages.flatMap(stage =>
      stage.healthcheck ? [{ stage, check: stage.healthcheck }] : [],
    );
    if (checks.length === 0)
      return notApplicable('There is no health check; it is optional.');
    return worstOf(
      checks.map(({ stage, check }) =>
        judgeHealthcheck(model, standard, stage, check),
      ),
    );
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
  const write = `Write: HEALTHCHECK --interval=30s --timeout=10s --start-period=40s --retries=3 CMD curl -f http://localhost:\${${variable}}/healthz || exit 1`;
  const missing = TIMINGS.filter(name => !check.flags.has(name));
  if (missing.length > 0)
    return fail(
      `The health check lacks --${missing.join(', --')}. ${write}`,
      check,
    );
  const command = check.body.slice(
    /^CMD\s+/i.exec(check.body.text)?.[0].length ?? 0,
  );
  if (jsonForm(command.text)) {
    return fail(
      `Without a shell, no variable of the health check is replaced. ${write}`,
      check,
    );
  }
  const words = shellCommands(command, () => undefined)
    .find(({ name }) => name === 'curl')
    ?.words.map(word => word.text);
  const fails = words?.some(
    word => /^-[a-zA-Z]*f/.test(word) || word === '--fail',
  );
  const address = words?.find(word =>
    /^(https?:\/\/)?(localhost|127\.0\.0\.1)[:/]/.test(word),
  );
  const isRight =
    fails &&
    standard.healthPaths.some(
      path =>
        address === `http://localhost:\${${variable}}${path}` ||
        address === `http://localhost:$${variable}${path}`,
    );
  return isRight && stage.scope.variable(variable)
    ? pass('The health check asks the service on its own port.', check)
    : fail(`The health check is another than the rule's. ${write}`, check);
}

const execForm: Clause = {
  id: '10.2.exec-form',
  section: '10.2',
  title: 'No shell before PDM',
  severity: 'must',
  rationale:
    'A shell as the first process keeps SIGTERM to itself: the service is killed after ten seconds instead of stopping.',
  decide(model, standard) {
    return worstOf(
      model.runtimeStages.map(stage => judgeStart(model, standard, stage)),
    );
  },
};

function judgeStart(
  model: ServiceModel,
  standard: Standard,
  stage: Stage,
): Decision {
  const { pass, fail, unknown, notApplicable } = decisionsFor(model);
  const wanted = JSON.stringify(standard.command).replaceAll(',', ', ');
  const start = stage.entrypoint ?? stage.command;
  if (!start) {
    const named =
      stage === model.stages.development || stage === model.stages.production;
    return named
      ? notApplicable('The stage starts nothing, which its CMD clause reports.')
      : fail(`The stage starts nothing. Write: CMD ${wanted}`, placeIn(stage));
  }
  const { instruction } = start;
  const [program, ...rest] = withoutInit(processOf(stage));
  if (isShell(program)) {
    const flag = rest.findIndex(argument => /^-[a-z]*c$/.test(argument));
    const script = flag === -1 ? undefined : rest[flag + 1] ?? '';
    if (script !== undefined) {
      return endsInExec(script)
        ? pass('The shell replaces itself by what it starts.', instruction)
        : fail(
            `A shell stands before PDM, and SIGTERM is lost in it. Write: CMD ${wanted}`,
            instruction,
          );
    }
  }
  const file = isShell(program) ? rest[0] : program;
  return isShell(program) || isScript(file ?? '')
    ? unknown(
        `Whether ${file ?? program} hands over by exec cannot be seen here.`,
        instruction,
      )
    : pass('No shell stands before PDM.', instruction);
}

/** What the container starts: the entrypoint with the command behind it. */
function processOf({ entrypoint, command }: Stage): string[] {
  const argumentsOf = (given: CommandForm | undefined) => {
    if (!given) return [];
    return given.form === 'exec'
      ? given.args
      : ['/bin/sh', '-c', ...given.args];
  };
  // An entrypoint in shell form gets no command.
  return entrypoint?.form === 'shell'
    ? argumentsOf(entrypoint)
    : [...argumentsOf(entrypoint), ...argumentsOf(command)];
}

/** What an init or a change of user starts in its turn: both pass signals on. */
function withoutInit(words: string[]): string[] {
  const name = nameOf(words[0] ?? '');
  if (['tini', 'dumb-init', 'catatonit', 'docker-init'].includes(name)) {
    const next = words.findIndex(
      (word, index) => index > 0 && !word.startsWith('-'),
    );
    return next === -1 ? [] : withoutInit(words.slice(next));
  }
  if (['gosu', 'su-exec'].includes(name)) return withoutInit(words.slice(2));
  return words;
}

function nameOf(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

function isShell(program: string | undefined): boolean {
  return /^(ba|da|a|z)?sh$/.test(nameOf(program ?? ''));
}

function isScript(program: string): boolean {
  return /\.(ba)?sh$|entrypoint/.test(nameOf(program));
}

/** Whether the last command of a script takes the shell's place. */
function endsInExec(script: string): boolean {
  const text = SourceText.create([{ text: script, offset: 0 }]);
  return shellCommands(text, () => undefined).at(-1)?.replacesShell ?? false;
}

export const section10Runtime: Clause[] = [healthcheck, execForm];
