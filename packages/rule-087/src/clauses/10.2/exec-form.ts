import {
  chainOf,
  CommandForm,
  Stage,
  stepsOf,
} from '../../dockerfile/DockerfileModel';
import { shellCommands } from '../../dockerfile/shellCommands';
import { SourceText } from '../../source/SourceText';
import { ServiceModel } from '../../model/ServiceModel';
import { Standard } from '../../standard/Standard';
import { Clause, Decision } from '../Clause';
import { decisionsFor, placeIn, worstOf } from '../decisions';
import { CMD } from '../exampleInstructions';
import { shellScript, nameOf, isShell } from '../startedProgram';

export const execForm: Clause = {
  id: '10.2.exec-form',
  section: '10.2',
  title: 'No shell before PDM',
  severity: 'must',
  rationale:
    'A shell as the first process keeps SIGTERM to itself: the service is killed after ten seconds instead of stopping.',
  example: {
    file: 'dockerfile',
    passes: CMD,
    fails: 'CMD ["sh", "-c", "pdm run start"]',
  },
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
