import {
  CommandForm,
  pdmVerb,
  PyprojectModel,
  Script,
  ShellCommand,
  shellCommands,
  SourceText,
  Stage,
} from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { isRefusal, Refusal, refuse, FixContext } from '../ClauseFix';
import { addScript } from './pyproject';

/** What it takes that a stage starts PDM's start script and nothing is lost by that. */
export type Start = {
  /** Whether its ENTRYPOINT stays in front of the command. */
  isEntrypointKept: boolean;
  /** Of pyproject.toml: what came before the service is a script from now on. */
  edits: Edit[];
};

const LAUNCHER = /(^|\/)(tini|tini-static|dumb-init|docker-init|catatonit)$/;

/** How a stage comes to start by the rule's command, or why it must not: what it starts now is something else. */
export function startOf(stage: Stage, fixContext: FixContext): Start | Refusal {
  const { entrypoint, command } = stage;
  const { standard } = fixContext;
  const isRight =
    command?.form === 'exec' &&
    JSON.stringify(command.args) === JSON.stringify(standard.command);
  if (!entrypoint)
    return isRight || !command
      ? keeping(false)
      : replacing(command, stage, fixContext);
  const behind = withoutLauncher(entrypoint);
  if (behind.length === 0)
    return isRight || !command
      ? keeping(true)
      : withEntrypoint(replacing(command, stage, fixContext));
  const isScript = /\.sh$|entrypoint|^\.{0,2}\//.test(behind[0]);
  if (isScript && isRight) return keeping(true);
  if (isScript || behind.length < entrypoint.args.length)
    return refuse(
      `What ENTRYPOINT ${entrypoint.args.join(
        ' ',
      )} does with a command is not seen here.`,
    );
  const args =
    entrypoint.form === 'exec' && command?.form === 'exec'
      ? [...entrypoint.args, ...command.args]
      : entrypoint.args;
  return replacing({ ...entrypoint, args }, stage, fixContext);
}

function keeping(isEntrypointKept: boolean): Start {
  return { isEntrypointKept, edits: [] };
}

function withEntrypoint(start: Start | Refusal): Start | Refusal {
  return 'reason' in start ? start : { ...start, isEntrypointKept: true };
}

/** What an init is to start, the options of the init left out; all of it where there is none. */
function withoutLauncher({ form, args }: CommandForm): string[] {
  if (form === 'shell' || !LAUNCHER.test(args[0] ?? '')) return args;
  const end = args.indexOf('--');
  return end === -1
    ? args.slice(1).filter(text => !text.startsWith('-'))
    : args.slice(end + 1);
}

/** That a command gives way to the start script, which starts the same. */
function replacing(
  command: CommandForm,
  stage: Stage,
  fixContext: FixContext,
): Start | Refusal {
  const { model } = fixContext;
  const source = scriptOf(command);
  const commands = shellCommands(
    SourceText.create([{ text: source, offset: 0 }]),
    () => undefined,
  ).filter(
    ({ name, writesTo }) =>
      !/^(cd|set|echo|:|true)$/.test(name) || writesTo.length > 0,
  );
  const started = commands.at(-1);
  if (!started) return keeping(false);
  const pyproject =
    model.pyproject.state === 'read' ? model.pyproject.model : undefined;
  const name = fixContext.standard.command.at(-1)!;
  const script = pyproject?.scripts.get(name);
  const text = source.slice(started.start, started.end);
  if (!startsScript(started, name) && !script)
    return refuse(
      `The container starts ${text}, and no script of pyproject.toml does. Write there: [tool.pdm.scripts] ${name} = "…"`,
    );
  const isSame =
    startsScript(started, name) ||
    (pyproject &&
      script &&
      (startsAlike(started, script, pyproject) ||
        (stage === model.stages.development &&
          pdmVerb(started) === 'run' &&
          pyproject.scripts.has(runBy(started)[0] ?? ''))));
  if (!isSame)
    return refuse(
      `The container starts ${text}, and the script "${name}" of pyproject.toml starts ${textOf(
        script!,
      )}. Which it is to be is the author's decision: let the script start what the container is to start.`,
    );
  const set = [
    ...commands
      .filter(({ name: program }) => program === 'export')
      .flatMap(({ words }) => words.map(word => word.text)),
    ...started.assignments,
  ];
  if (set.length > 0)
    return refuse(
      `${set.join(' ')} is set for what the container starts. Set it by ENV.`,
    );
  return beforehand(commands.slice(0, -1), source, name, pyproject, fixContext);
}

/** The text of a command as a shell would read it. */
function scriptOf({ form, args }: CommandForm): string {
  if (form === 'shell') return args[0] ?? '';
  const flag = args.findIndex(text => /^-[a-z]*c$/.test(text));
  const isShell = /(^|\/)(ba|da|a|z)?sh$/.test(args[0] ?? '');
  return isShell && flag !== -1
    ? args[flag + 1] ?? ''
    : args
        .map(text =>
          /^[\w@%+=:,./{}$-]+$/.test(text) ? text : JSON.stringify(text),
        )
        .join(' ');
}

function startsScript(command: ShellCommand, name: string): boolean {
  return pdmVerb(command) === 'run' && runBy(command).join(' ') === name;
}

/** The words behind `pdm run`, `poetry run`, `uv run` and `python -m`: program and arguments. */
function runBy({ name, words }: ShellCommand): string[] {
  return unwrapped([name, ...words.map(({ text }) => text)]);
}

function unwrapped(words: string[]): string[] {
  const [program = '', ...rest] = words;
  if (/^(pdm|poetry|uv|pipenv)$/.test(program)) {
    const at = rest.indexOf('run');
    if (at !== -1)
      return unwrapped(
        rest
          .slice(at + 1)
          .filter((text, index) => index > 0 || !text.startsWith('-')),
      );
  }
  if (!/(^|\/)python[\d.]*$/.test(program)) return words;
  const at = rest.indexOf('-m');
  if (at === -1) return words;
  const module = rest.slice(at + 1);
  const isDebugger = module[0] === 'debugpy';
  return isDebugger && module.includes('-m')
    ? module.slice(module.indexOf('-m') + 1)
    : module;
}

const SERVER =
  /^(uvicorn|hypercorn|gunicorn|quart|flask|daphne|granian|fastapi|sanic|waitress-serve)$/;

/** Whether a command starts what a script starts: the same words, another script of the same text, a server as that is one, or the same module. */
function startsAlike(
  command: ShellCommand,
  script: Script,
  { scripts }: PyprojectModel,
): boolean {
  const run = runBy(command);
  const other = scripts.get(run[0]);
  const own = other && run.length === 1 ? textOf(other) : run.join(' ');
  const theirs = textOf(script);
  if (
    unwrapped(own.split(/\s+/)).join(' ') ===
    unwrapped(theirs.split(/\s+/)).join(' ')
  )
    return true;
  const [a, b] = [own, theirs].map(text => unwrapped(text.split(/\s+/)));
  if (isServer(a) && isServer(b)) return true;
  const [mine, its] = [a, b].map(moduleOf);
  return mine !== undefined && mine === its;
}

function isServer([program = '']: string[]): boolean {
  return SERVER.test(program.slice(program.lastIndexOf('/') + 1));
}

/** The package or file that a program is in: `app` of `uvicorn app.main:app`, `python app.py`, `app.main`. */
function moduleOf(words: string[]): string | undefined {
  const place = isServer(words)
    ? words.slice(1).find(text => /^[\w.]+:\w+/.test(text))
    : words.find((text, index) =>
        index === 0
          ? /^[\w.]+(:\w+)?$/.test(text) && !/^python/.test(text)
          : /\.py$/.test(text),
      );
  return place?.replace(/^\.\//, '').split(/[.:/]/)[0];
}

function textOf({ texts }: Script): string {
  return texts.map(({ text }) => text).join(' ');
}

/** What is done before the service starts, such as a migration: PDM runs `pre_start` before `start`. */
function beforehand(
  commands: ShellCommand[],
  source: string,
  name: string,
  pyproject: PyprojectModel | undefined,
  fixContext: FixContext,
): Start | Refusal {
  const hook = `pre_${name}`;
  const done = [hook, name].flatMap(script => {
    const found = pyproject?.scripts.get(script);
    return found ? [textOf(found)] : [];
  });
  const left = commands.filter(
    command =>
      !done.some(text =>
        [
          runBy(command).join(' '),
          source.slice(command.start, command.end),
        ].some(known => text.includes(known)),
      ),
  );
  if (left.length === 0) return keeping(false);
  const texts = left.map(command => {
    const words = source.slice(command.start, command.end);
    return words.replace(/^(pdm|poetry|uv)\s+run\s+/, '');
  });
  const isPlain =
    !/(^|[^|&])[|&]([^|&]|$)/.test(source) && !source.includes('||');
  if (!isPlain || !pyproject || pyproject.scripts.has(hook))
    return refuse(
      `Before the service, the container runs ${texts.join(
        ', ',
      )}. Let a script "${hook}" of pyproject.toml do that.`,
    );
  const isShell = texts.some(text => /["'\\$<>;(]/.test(text));
  const isScript = texts.some(text =>
    pyproject.scripts.has(text.split(' ')[0]),
  );
  const [text] = texts;
  let value = JSON.stringify(text);
  if (isShell)
    value = `{ shell = ${JSON.stringify(
      left.map(({ start, end }) => source.slice(start, end)).join(' && '),
    )} }`;
  else if (isScript || texts.length > 1)
    value = `{ composite = [${texts
      .map(item => JSON.stringify(item))
      .join(', ')}] }`;
  const edits = addScript(hook, value, fixContext);
  return isRefusal(edits) ? edits : { isEntrypointKept: false, edits };
}
