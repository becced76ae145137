import { relativeToContext } from './contextPaths';
import {
  CommandForm,
  Copy,
  CopySource,
  Stage,
  StageSource,
  Step,
} from './DockerfileModel';
import { EnvPair, envPairs } from './envWords';
import { expandWord } from './expandWord';
import { Instruction, jsonForm, triggerOf } from './Instruction';
import { joinPath } from './joinPath';
import { refusalOfPairs } from './refusals';
import { Scope } from './Scope';
import { shellCommands } from './shellCommands';
import { SourceText, Span, Token } from '../source/SourceText';
import { StageList } from './StageList';
import { Value, knownValue, unknownValue } from '../source/Value';

type StageContext = {
  instruction: Instruction;
  /** The stages before this one, and later this one and others. */
  stages: StageList;
  /** The arguments before the first FROM. */
  globals: Scope;
  escape: string;
  content: string;
  refuse: Refuse;
};

/** Says what the builder would refuse. */
export type Refuse = (where: Span, message: string) => void;

export function refusedWord(error: string): string {
  return `The builder cannot expand this: ${error}.`;
}

/** Wider ranges, and more ports of one stage, are not counted up. */
const MOST_PORTS = 1_000;
const TOO_MANY_PORTS = unknownValue([`at most ${MOST_PORTS} ports`]);

/** Follows one stage instruction by instruction. */
export class StageBuilder {
  private constructor(
    readonly stage: Stage,
    private readonly context: StageContext,
  ) {}

  private hasCommand = false;

  static create(context: StageContext): StageBuilder {
    const { instruction, stages, globals, escape, refuse } = context;
    const words = instruction.body.words();
    const { value: image, error } = expandWord(
      words[0]?.text ?? '',
      globals.lookup,
      escape,
    );
    if (error) refuse(words[0], refusedWord(error));
    else if (words[0] && image.known && image.text === '') {
      refuse(words[0], `${words[0].text} is empty, and names no image.`);
    }
    const index = stages.all.length;
    const source = findSource(image, stages, index);
    const parent = source.kind === 'stage' ? source.stage : undefined;
    const named = words[1]?.text.toLowerCase() === 'as';
    return new StageBuilder(
      {
        index,
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
        triggers: [],
        derived: new Map(),
      },
      context,
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
          value: this.expand(instruction.body.text.trim(), instruction),
          instruction,
        };
        break;
      case 'WORKDIR':
        stage.workdir = {
          value: joinPath(
            stage.workdir.value,
            this.expand(instruction.body.text.trim(), instruction),
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
        this.hasCommand = true;
        break;
      case 'ENTRYPOINT':
        // An image's own entrypoint drops the command that it would have inherited.
        if (!this.hasCommand) stage.command = undefined;
        stage.entrypoint = commandForm(instruction, stage.shell);
        break;
      case 'SHELL':
        stage.shell = jsonForm(instruction.body.text) ?? stage.shell;
        break;
      case 'HEALTHCHECK':
        stage.healthcheck = instruction;
        break;
      case 'ONBUILD':
        stage.triggers.push(triggerOf(instruction));
        break;
      default:
    }
  }

  private expand(text: string, where: Span): Value {
    const { escape, refuse } = this.context;
    const { value, error } = expandWord(text, this.stage.scope.lookup, escape);
    if (error) refuse(where, refusedWord(error));
    return value;
  }

  private readPairs(instruction: Instruction, legacy: boolean): EnvPair[] {
    const { escape, refuse } = this.context;
    const pairs = envPairs(instruction.body, escape, legacy);
    const refusal = refusalOfPairs(instruction.keyword, pairs);
    if (refusal) refuse(instruction, refusal);
    return pairs ?? [];
  }

  /** One ENV reads the values from before it, in its names too. */
  private addVariables(instruction: Instruction) {
    const pairs = this.readPairs(instruction, true);
    const variables = pairs.flatMap((pair: EnvPair) => {
      const { start, end } = pair;
      const name = this.expand(pair.name, pair);
      const value = this.expand(pair.value ?? '', pair);
      return name.known ? [{ name: name.text, value, start, end }] : [];
    });
    for (const variable of variables) this.stage.scope.setVariable(variable);
  }

  private addArguments(instruction: Instruction) {
    const { scope } = this.stage;
    const { globals } = this.context;
    for (const pair of this.readPairs(instruction, false)) {
      const { name } = pair;
      scope.setArgument(
        name,
        pair.value === undefined
          ? globals.argument(name) ?? scope.argument(name) ?? 'declared'
          : this.expand(pair.value, pair),
      );
    }
  }

  private addExposed(instruction: Instruction, step: Step) {
    const { scope, exposed } = this.stage;
    for (const word of instruction.body.words()) {
      if (exposed.length > MOST_PORTS) return;
      const { value, variables, error } = expandWord(
        word.text,
        scope.lookup,
        this.context.escape,
      );
      if (error) this.context.refuse(word, refusedWord(error));
      for (const port of this.readPorts(value, word)) {
        exposed.push({
          port,
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
  }

  /** What a word of EXPOSE says once it is expanded: no port, one, several, or a range of them. */
  private readPorts(value: Value, where: Span): Value[] {
    if (!value.known) return [value];
    if (value.text.length > 10 * MOST_PORTS) return [TOO_MANY_PORTS];
    const words = value.text.split(/\s+/).filter(Boolean);
    if (words.length === 0) return [knownValue('')];
    if (words.length > MOST_PORTS) return [TOO_MANY_PORTS];
    return words.flatMap((word): Value[] => {
      const match = /^(?:[\d-]*:)?(\d+)(?:-(\d+))?(?:\/(tcp|udp|sctp))?$/i.exec(
        word,
      );
      const from = Number(match?.[1]);
      const to = Number(match?.[2] ?? match?.[1]);
      if (!match || from > to || to > 65_535) {
        this.context.refuse(where, `${word} is no port that EXPOSE takes.`);
        return [knownValue(word)];
      }
      if (to - from >= MOST_PORTS) return [TOO_MANY_PORTS];
      const protocol = (match[3] ?? 'tcp').toLowerCase();
      return Array.from({ length: to - from + 1 }, (_, index) =>
        knownValue(`${from + index}/${protocol}`),
      );
    });
  }

  private readCopy(instruction: Instruction): Copy | undefined {
    const words = copyWords(instruction);
    if (words.length < 2 && instruction.heredocs.length === 0) return undefined;
    const target = words.at(-1);
    if (!target) return undefined;
    const from = instruction.flags.get('from');
    const owner = instruction.flags.get('chown');
    const path = this.expand(target.text, target);
    return {
      from:
        from &&
        findSource(
          this.expand(from.text, from),
          this.context.stages,
          this.stage.index,
        ),
      sources: words
        .slice(0, -1)
        .filter(({ text }) => !text.startsWith('<<'))
        .map(word => this.readSource(word)),
      target: joinPath(this.stage.workdir.value, path),
      keepsParents: instruction.flags.has('parents'),
      owner: owner && this.expand(owner.text, owner),
    };
  }

  private readSource(word: Token): CopySource {
    const { text, start, end } = word;
    const path = relativeToContext(this.expand(text, word));
    if (path.known) return { path, shape: path.text, start, end };
    const { lookup } = this.stage.scope;
    const { value } = expandWord(
      text,
      name => {
        const state = lookup(name);
        return state === 'declared' || state?.known === false
          ? knownValue('*')
          : state;
      },
      this.context.escape,
    );
    const shape = relativeToContext(value.known ? value : knownValue('*'));
    return { path, shape: shape.known ? shape.text : '*', start, end };
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
    if (isScript(instruction, bodies[0]?.text)) {
      const scripts = bodies.flatMap(body => [
        body,
        { text: '\n', offset: body.offset + body.text.length },
      ]);
      return shellCommands(SourceText.create(scripts), lookup);
    }
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

/** Whether a shell runs the heredocs of a RUN: they stand alone, or before or behind a shell's name. */
function isScript({ body, heredocs }: Instruction, script = ''): boolean {
  if (heredocs.length === 0) return false;
  const words = body.words().filter(({ text }) => !/^\d*<</.test(text));
  const interpreter = /^#!\s*(?:\S*\/env\s+)?(\S+)/.exec(script)?.[1];
  const program = words[0]?.text ?? interpreter ?? 'sh';
  const isAlone = words.slice(1).every(({ text }) => /^-[a-z]+$/.test(text));
  return isAlone && /(^|\/)(ba|da|a|z)?sh$/.test(program);
}

/** A name is that of the latest earlier stage, then an index, then an image. */
function findSource(
  value: Value,
  stages: StageList,
  index: number,
): StageSource {
  const stage = value.known
    ? stages.before(index, value.text.toLowerCase())
    : undefined;
  return stage ? { kind: 'stage', stage } : { kind: 'image', name: value };
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

function quoteForShell(argument: string): string {
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}
