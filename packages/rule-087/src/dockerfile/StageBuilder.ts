import { relativeToContext } from './contextPaths';
import { CommandForm, Copy, Stage, StageSource, Step } from './DockerfileModel';
import { EnvPair, envPairs } from './envWords';
import { expandWord } from './expandWord';
import { Instruction, jsonForm } from './Instruction';
import { joinPath } from './joinPath';
import { Scope } from './Scope';
import { shellCommands } from './shellCommands';
import { SourceText, Token } from './SourceText';
import { Value, knownValue, unknownValue } from './Value';

type StageContext = {
  instruction: Instruction;
  /** The stages before this one. */
  stages: Stage[];
  /** The arguments before the first FROM. */
  globals: Scope;
  escape: string;
  content: string;
};

/** Follows one stage instruction by instruction. */
export class StageBuilder {
  private constructor(
    readonly stage: Stage,
    private readonly context: StageContext,
    private readonly earlier: Stage[],
  ) {}

  static create(context: StageContext): StageBuilder {
    const { instruction, stages, globals, escape } = context;
    const words = instruction.body.words();
    const image = expandWord(
      words[0]?.text ?? '',
      globals.lookup,
      escape,
    ).value;
    const source = findSource(image, stages);
    const parent = source.kind === 'stage' ? source.stage : undefined;
    const named = words[1]?.text.toLowerCase() === 'as';
    return new StageBuilder(
      {
        index: stages.length,
        name: named ? words[2]?.text.toLowerCase() : undefined,
        from: instruction,
        source,
        steps: [],
        scope: new Scope(parent?.scope),
        user: parent?.user,
        workdir: parent?.workdir ?? { value: initialWorkdir(image) },
        exposed: parent ? [...parent.exposed] : [],
        command: parent?.command,
        entrypoint: parent?.entrypoint,
        healthcheck: parent?.healthcheck,
        shell: parent?.shell ?? ['/bin/sh', '-c'],
        derived: new Map(),
      },
      context,
      [...stages],
    );
  }

  add(instruction: Instruction) {
    const { stage } = this;
    const step: Step = {
      stage,
      instruction,
      workdir: stage.workdir.value,
      commands: [],
    };
    stage.steps.push(step);
    switch (instruction.keyword) {
      case 'ENV':
        this.addVariables(instruction);
        break;
      case 'ARG':
        this.addArguments(instruction);
        break;
      case 'USER':
        stage.user = {
          value: this.expand(instruction.body.text.trim()),
          instruction,
        };
        break;
      case 'WORKDIR':
        stage.workdir = {
          value: joinPath(
            stage.workdir.value,
            this.expand(instruction.body.text.trim()),
          ),
          instruction,
        };
        break;
      case 'EXPOSE':
        this.addExposed(instruction, step);
        break;
      case 'COPY':
      case 'ADD':
        step.copy = this.readCopy(instruction);
        break;
      case 'RUN':
        step.commands = this.readCommands(instruction);
        break;
      case 'CMD':
        stage.command = commandForm(instruction, stage.shell);
        break;
      case 'ENTRYPOINT':
        // An image's own entrypoint drops the command that it would have inherited.
        if (stage.command && !this.isOwn(stage.command.instruction)) {
          stage.command = undefined;
        }
        stage.entrypoint = commandForm(instruction, stage.shell);
        break;
      case 'SHELL':
        stage.shell = jsonForm(instruction.body.text) ?? stage.shell;
        break;
      case 'HEALTHCHECK':
        stage.healthcheck = instruction;
        break;
      default:
    }
  }

  private isOwn(instruction: Instruction): boolean {
    return this.stage.steps.some(step => step.instruction === instruction);
  }

  private expand(text: string): Value {
    return expandWord(text, this.stage.scope.lookup, this.context.escape).value;
  }

  /** One ENV reads the values from before it. */
  private addVariables(instruction: Instruction) {
    const pairs = envPairs(instruction.body, this.context.escape, true) ?? [];
    const variables = pairs.map((pair: EnvPair) => ({
      name: pair.name,
      value: this.expand(pair.value ?? ''),
      start: pair.start,
      end: pair.end,
    }));
    for (const variable of variables) this.stage.scope.setVariable(variable);
  }

  private addArguments(instruction: Instruction) {
    const { scope } = this.stage;
    for (const pair of envPairs(instruction.body, this.context.escape, false) ??
      []) {
      scope.setArgument(
        pair.name,
        pair.value === undefined
          ? this.context.globals.argument(pair.name) ?? 'declared'
          : this.expand(pair.value),
      );
    }
  }

  private addExposed(instruction: Instruction, step: Step) {
    const { scope } = this.stage;
    for (const word of instruction.body.words()) {
      const { value, variables } = expandWord(
        word.text,
        scope.lookup,
        this.context.escape,
      );
      this.stage.exposed.push({
        port: value.known ? knownValue(withProtocol(value.text)) : value,
        variables,
        undefinedVariables: variables.filter(
          name => scope.lookup(name) === undefined,
        ),
        step,
        start: word.start,
        end: word.end,
      });
    }
  }

  private readCopy(instruction: Instruction): Copy | undefined {
    const words = copyWords(instruction);
    if (words.length < 2 && instruction.heredocs.length === 0) return undefined;
    const target = words.at(-1);
    if (!target) return undefined;
    const from = instruction.flags.get('from');
    const owner = instruction.flags.get('chown');
    const path = this.expand(target.text);
    return {
      from: from && findSource(this.expand(from.text), this.earlier),
      sources: words
        .slice(0, -1)
        .filter(({ text }) => !text.startsWith('<<'))
        .map(word => ({
          path: relativeToContext(this.expand(word.text)),
          start: word.start,
          end: word.end,
        })),
      target: joinPath(this.stage.workdir.value, path),
      targetIsDirectory: target.text.endsWith('/') || target.text === '.',
      owner: owner && this.expand(owner.text),
    };
  }

  private readCommands(instruction: Instruction) {
    const { lookup } = this.stage.scope;
    const exec = jsonForm(instruction.body.text);
    if (exec) {
      const script = exec.map(quoteForShell).join(' ');
      const text = SourceText.create([
        { text: script, offset: instruction.start },
      ]);
      return shellCommands(text, lookup).map(command => ({
        ...command,
        start: instruction.start,
        end: instruction.end,
      }));
    }
    const { content } = this.context;
    const bodies = instruction.heredocs.map(({ body }) => ({
      text: content.slice(body.start, body.end),
      offset: body.start,
    }));
    const isScript = instruction.body.text.trimStart().startsWith('<<');
    if (isScript) return shellCommands(SourceText.create(bodies), lookup);
    const closed = instruction.heredocs.flatMap(({ name }, index) => [
      { text: '\n', offset: instruction.end },
      bodies[index],
      { text: `\n${name}\n`, offset: bodies[index].offset },
    ]);
    return shellCommands(
      bodies.length === 0 ? instruction.body : instruction.body.concat(closed),
      lookup,
    );
  }
}

/** A name is that of the latest earlier stage, then an index, then an image. */
function findSource(value: Value, earlier: Stage[]): StageSource {
  if (value.known) {
    const name = value.text.toLowerCase();
    const stage =
      earlier.findLast(candidate => candidate.name === name) ??
      (/^\d+$/.test(name) ? earlier[Number(name)] : undefined);
    if (stage) return { kind: 'stage', stage };
  }
  return { kind: 'image', name: value };
}

/** Images of other makers may set a working directory; the Python images set none. */
function initialWorkdir(image: Value): Value {
  return image.known && /(^|\/)(python|scratch)(:|@|$)/.test(image.text)
    ? knownValue('/')
    : unknownValue(['the working directory of the image']);
}

function commandForm(instruction: Instruction, shell: string[]): CommandForm {
  const { text } = instruction.body;
  const args = jsonForm(text);
  return args
    ? { instruction, form: 'exec', args, shell }
    : { instruction, form: 'shell', args: [text.trim()], shell };
}

function copyWords(instruction: Instruction): Token[] {
  const json = jsonForm(instruction.body.text);
  if (!json) return instruction.body.words();
  const span = instruction.body.span(0, instruction.body.text.length);
  return json.map(text => ({ text, ...span }));
}

function withProtocol(port: string): string {
  return port.includes('/') ? port.toLowerCase() : `${port}/tcp`;
}

function quoteForShell(argument: string): string {
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}
