import { isRemote, relativeToContext } from '../dockerfile/contextPaths';
import {
  chainOf,
  DockerfileModel,
  Stage,
  StageSource,
  Step,
} from '../dockerfile/DockerfileModel';
import { knownValue, unknownValue, Value } from '../source/Value';
import { BuilderStep, ContextSource } from './BuilderStep';
import { readPathPattern } from './pathPattern';
import { readFlags } from './readFlags';

/** Longer ones are taken as unknown: no path is as long. */
const LONGEST_PATH = 4096;

/** The builder's steps of a Dockerfile, stage by stage in the file's order. */
export function builderSteps(
  dockerfile: DockerfileModel,
  content: string,
): Map<Stage, BuilderStep[]> {
  return new Map(
    dockerfile.stages.map(stage => [
      stage,
      stage.steps.flatMap((step, at) =>
        isKept(step, stage.steps[at + 1])
          ? [createStep(step, dockerfile.stages, content)]
          : [],
      ),
    ]),
  );
}

/** The stages that a target needs, in the file's order: what it is built on, copies from or mounts. */
export function stagesFor(
  target: Stage,
  steps: Map<Stage, BuilderStep[]>,
): Stage[] {
  const found = new Set<Stage>();
  const pending = [target];
  for (const next of pending) {
    for (const stage of chainOf(next)) {
      if (found.has(stage)) continue;
      found.add(stage);
      for (const { stageSources } of steps.get(stage) ?? []) {
        for (const source of stageSources) {
          if (source.kind === 'stage') pending.push(source.stage);
        }
      }
    }
  }
  return [...found].sort((a, b) => a.index - b.index);
}

/** WORKDIR makes a folder, and there is none to make for `/`. */
function isKept({ stage, instruction }: Step, next: Step | undefined): boolean {
  if (instruction.keyword === 'WORKDIR') {
    const workdir = next?.workdir ?? stage.workdir.value;
    return !workdir.known || workdir.text !== '/';
  }
  return ['RUN', 'COPY', 'ADD'].includes(instruction.keyword);
}

function createStep(step: Step, stages: Stage[], content: string): BuilderStep {
  const { stage, instruction, copy } = step;
  const flags = readFlags(instruction, content);
  const written = flags.map(({ name, value }) =>
    value ? `--${name}=${value}` : `--${name}`,
  );
  const common = {
    stage,
    step,
    text: [instruction.keyword, ...written, instruction.body.text]
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim(),
    isLinked: flags.some(
      ({ name, value }) => name === 'link' && value !== 'false',
    ),
  };
  if (instruction.keyword === 'RUN') {
    const mounts = flags
      .filter(({ name }) => name === 'mount')
      .map(({ value }) => readMount(value));
    return {
      ...common,
      contextSources: mounts
        .filter(({ type, from }) => type === 'bind' && from === undefined)
        .map(({ source }) => contextSource(source, false, [])),
      stageSources: mounts.flatMap(({ from }) =>
        from === undefined ? [] : stageSource(from, stage, stages),
      ),
    };
  }
  const excluded = flags
    .filter(({ name }) => name === 'exclude')
    .map(({ value }) =>
      value.includes('$') || value.length > LONGEST_PATH
        ? undefined
        : readPathPattern(value.replace(/^\//, ''), true),
    );
  const isParents = flags.some(
    ({ name, value }) => name === 'parents' && value !== 'false',
  );
  return {
    ...common,
    contextSources:
      copy && !copy.from
        ? copy.sources
            .filter(({ path }) => !path.known || !isRemote(path.text))
            .map(({ path }) => contextSource(path, isParents, excluded))
        : [],
    stageSources: copy?.from ? [copy.from] : [],
  };
}

function contextSource(
  path: Value,
  twoStars: boolean,
  excluded: ContextSource['excluded'],
): ContextSource {
  if (!path.known || path.text.length > LONGEST_PATH) return { excluded };
  // The context itself is whatever lies in it.
  const text = path.text === '.' ? '*' : path.text;
  return { path: readPathPattern(text, twoStars), excluded };
}

/** What `--mount` says of where the mounted content comes from. */
function readMount(value: string): {
  type: string;
  from?: string;
  source: Value;
} {
  const options = new Map(
    value
      .replaceAll('"', '')
      .split(',')
      .map(option => {
        const [name, ...rest] = option.split('=');
        return [name.toLowerCase(), rest.join('=')];
      }),
  );
  const source = options.get('source') ?? options.get('src') ?? '/';
  return {
    type: options.get('type') ?? 'bind',
    from: options.get('from'),
    source: source.includes('$')
      ? unknownValue([source])
      : relativeToContext(knownValue(source)),
  };
}

/** The earlier stage that a mount names; an image changes with no edit. */
function stageSource(
  from: string,
  { index }: Stage,
  stages: Stage[],
): StageSource[] {
  if (from.includes('$'))
    return [{ kind: 'image', name: unknownValue([from]) }];
  const earlier = stages.slice(0, index);
  const stage =
    earlier.findLast(({ name }) => name === from.toLowerCase()) ??
    (/^\d+$/.test(from) ? earlier[Number(from)] : undefined);
  return stage ? [{ kind: 'stage', stage }] : [];
}
