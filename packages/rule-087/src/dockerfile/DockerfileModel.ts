import { Instruction } from './Instruction';
import { LineIndex } from '../source/LineIndex';
import { Scope } from './Scope';
import { ShellCommand } from './shellCommands';
import { Span, Token } from '../source/SourceText';
import { Value } from '../source/Value';

/** What a stage is built from. */
export type StageSource =
  | { kind: 'stage'; stage: Stage }
  | { kind: 'image'; name: Value };

/** A source of COPY or ADD. */
export type CopySource = Span & {
  path: Value;
  /** The path, with `*` for each variable that cannot be computed. */
  shape: string;
};

/** COPY or ADD. Paths are as the builder sees them: sources relative to the context, without a leading `./` or `/`. */
export type Copy = {
  /** Where `--from` leads; undefined is the build context. */
  from?: StageSource;
  sources: CopySource[];
  /** Absolute where the working directory is known. */
  target: Value;
  /** `--parents`: the sources keep their folders below the target. */
  keepsParents: boolean;
  owner?: Value;
};

/** One instruction of a stage in the state in which it runs. */
export type Step = {
  stage: Stage;
  instruction: Instruction;
  workdir: Value;
  copy?: Copy;
  /** Of RUN: the commands of its script. */
  commands: ShellCommand[];
};

export type Exposed = Span & {
  /** `7005/tcp`; empty where the variables of the word are. */
  port: Value;
  /** The variables that the word of EXPOSE names, which may say several ports. */
  variables: string[];
  /** Those of them that nothing defines in this stage. */
  undefinedVariables: string[];
  step: Step;
};

export type CommandForm = {
  instruction: Instruction;
  form: 'exec' | 'shell';
  args: string[];
  /** What runs the shell form: `/bin/sh -c`, or what SHELL says. */
  shell: string[];
};

export type Stage = {
  index: number;
  name?: string;
  from: Instruction;
  source: StageSource;
  steps: Step[];
  scope: Scope;
  /** What an image of this stage is configured with; inherited where the stage says nothing. */
  user?: { value: Value; instruction: Instruction };
  workdir: { value: Value; instruction?: Instruction };
  exposed: Exposed[];
  command?: CommandForm;
  entrypoint?: CommandForm;
  healthcheck?: Instruction;
  shell: string[];
  /** What ONBUILD keeps for the stages that are built on this one. */
  triggers: Instruction[];
  /** What was computed of the stage once the file was read, by what computed it. */
  derived: Map<unknown, unknown>;
};

/** @public */
export type DockerfileModel = {
  path: string;
  lines: LineIndex;
  stages: Stage[];
  comments: Token[];
  instructions: Instruction[];
  problems: Array<Span & { code: string; message: string }>;
};

/** Many ask the same of a stage: it is computed once. */
export function onceAStage<T>(
  compute: (stage: Stage) => T,
): (stage: Stage) => T {
  return stage => {
    let value = stage.derived.get(compute) as T | undefined;
    if (value === undefined) {
      value = compute(stage);
      stage.derived.set(compute, value);
    }
    return value;
  };
}

const chains = onceAStage((stage): Stage[] => {
  const chain: Stage[] = [];
  for (
    let at: Stage | undefined = stage;
    at;
    at = at.source.kind === 'stage' ? at.source.stage : undefined
  ) {
    chain.push(at);
  }
  return chain.reverse();
});

/** The stages that a stage is built on, the first one first, and itself last. */
export function chainOf(stage: Stage): readonly Stage[] {
  return chains(stage);
}

function computeClosure(stage: Stage): Stage[] {
  const found = new Set<Stage>();
  const pending = [stage];
  for (const next of pending) {
    for (const link of chainOf(next)) {
      if (found.has(link)) continue;
      found.add(link);
      for (const step of link.steps) {
        if (step.copy?.from?.kind === 'stage')
          pending.push(step.copy.from.stage);
      }
    }
  }
  return [...found].sort((a, b) => a.index - b.index);
}

const closures = onceAStage(computeClosure);

/** The chain of a stage and the chains of all stages that it copies from, each stage once. */
export function closureOf(stage: Stage): readonly Stage[] {
  return closures(stage);
}

/** The name of the image at the bottom of a stage's chain. */
export function imageOf(stage: Stage): Value {
  const { source } = chainOf(stage)[0];
  return source.kind === 'image' ? source.name : { known: false, missing: [] };
}

export function stepsOf(stages: readonly Stage[]): Step[] {
  return stages.flatMap(({ steps }) => steps);
}
