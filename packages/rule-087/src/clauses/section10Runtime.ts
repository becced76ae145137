import { ComposeHealthcheck } from '../compose/healthcheck';
import {
  chainOf,
  CommandForm,
  Stage,
  stepsOf,
} from '../dockerfile/DockerfileModel';
import { Instruction, jsonForm } from '../dockerfile/Instruction';
import { shellCommands } from '../dockerfile/shellCommands';
import { SourceText } from '../dockerfile/SourceText';
import { ServiceModel } from '../model/ServiceModel';
import { Standard } from '../standard/Standard';
import { Clause, Decision } from './Clause';
import { decisionsFor, placeIn, worstOf } from './decisions';
import * as placed from './placedDecisions';

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
  const process = withoutInit(processOf(stage));
  const [program = '', file] = process;
  const script = shellScript(process);
  if (script !== undefined) {
    return endsInExec(script)
      ? pass('The shell replaces itself by what it starts.', instruction)
      : fail(
          `A shell stands before PDM, and SIGTERM is lost in it. Write: CMD ${wanted}`,
          instruction,
        );
  }
  return isShell(program) || isScript(program, stage)
    ? unknown(
        `Whether ${
          isShell(program) ? file ?? program : program
        } hands over by exec cannot be seen here.`,
        instruction,
      )
    : pass('No shell stands before PDM.', instruction);
}

/** The script that a shell is given behind `-c`; undefined where the process is no shell, or reads a file. */
function shellScript([program, ...rest]: string[]): string | undefined {
  const name = nameOf(program ?? '');
  if (!isShell(name) && name !== 'su') return undefined;
  const flag = rest.findIndex(argument => /^-[a-z]*c$/.test(argument));
  return flag === -1 ? undefined : rest[flag + 1] ?? '';
}

/** What the container starts: the entrypoint with the command behind it. */
function processOf({ entrypoint, command }: Stage): string[] {
  const argumentsOf = (given: CommandForm | undefined) => {
    if (!given) return [];
    return given.form === 'exec' ? given.args : [...given.shell, ...given.args];
  };
  // An entrypoint in shell form gets no command.
  return entrypoint?.form === 'shell'
    ? argumentsOf(entrypoint)
    : [...argumentsOf(entrypoint), ...argumentsOf(command)];
}

/** Programs that start another one and pass signals on, or are replaced by it: their options with a value, and what else stands before it. */
const LAUNCHERS = new Map<string, { valued: string[]; operands: number }>(
  Object.entries({
    tini: { valued: ['-p', '-e'], operands: 0 },
    'tini-static': { valued: ['-p', '-e'], operands: 0 },
    'docker-init': { valued: ['-p', '-e'], operands: 0 },
    'dumb-init': { valued: ['-r', '--rewrite'], operands: 0 },
    catatonit: { valued: [], operands: 0 },
    gosu: { valued: [], operands: 1 },
    'su-exec': { valued: [], operands: 1 },
    setpriv: { valued: [], operands: 0 },
    env: { valued: ['-u', '--unset', '-C', '--chdir'], operands: 0 },
    nice: { valued: ['-n'], operands: 0 },
  }),
);

/** What an init, or a change of user or environment, starts in its turn. */
function withoutInit(words: string[]): string[] {
  const launcher = LAUNCHERS.get(nameOf(words[0] ?? ''));
  if (!launcher) return words;
  let at = 1;
  while (at < words.length && /^(-|\w+=)/.test(words[at])) {
    at += launcher.valued.includes(words[at]) ? 2 : 1;
  }
  return withoutInit(words.slice(at + launcher.operands));
}

function nameOf(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

function isShell(program: string | undefined): boolean {
  return /^(ba|da|a|z)?sh$/.test(nameOf(program ?? ''));
}

/** Folders of programs that no project file is among, unless a COPY puts one there. */
const PROGRAM_FOLDER = /(^|\/)s?bin\/[^/]+$/;

/** Whether a program may be a script of the project's own: by its name, by its place, or since a COPY brings it. */
function isScript(program: string, stage: Stage): boolean {
  if (/\.(ba)?sh$|entrypoint/.test(nameOf(program))) return true;
  if (program.includes('/') && !PROGRAM_FOLDER.test(program)) return true;
  return stepsOf(chainOf(stage)).some(
    ({ copy }) =>
      copy &&
      copy.from?.kind !== 'image' &&
      [
        ...copy.sources.map(({ shape }) => shape),
        copy.target.known ? copy.target.text : '',
      ].some(path => nameOf(path) === nameOf(program)),
  );
}

/** Whether the last command of a script takes the shell's place. */
function endsInExec(script: string): boolean {
  const text = SourceText.create([{ text: script, offset: 0 }]);
  return shellCommands(text, () => undefined).at(-1)?.replacesShell ?? false;
}

export const section10Runtime: Clause[] = [healthcheck, execForm];
