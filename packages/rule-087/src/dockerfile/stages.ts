import { CommandForm, Stage } from './DockerfileModel';
import { Instruction, jsonForm } from './Instruction';
import { readDockerfile } from './readDockerfile';
import { refuseText } from '../source/limits';
import { Value } from '../source/Value';

/** A command as an image is configured with it; of the shell form, with the shell before it. @public */
export type ResolvedCommand = { form: 'exec' | 'shell'; args: string[] };

/** A stage as the builder sees it. What it does not set is null; what cannot be computed is null and named in `unknown`. @public */
export type ResolvedStage = {
  name: string | null;
  index: number;
  from: { stage: string } | { image: string | null };
  /** The image at the bottom of its chain. */
  image: string | null;
  /** What the file declares; the image's own variables are not seen. */
  env: Record<string, string | null>;
  user: string | null;
  workdir: string | null;
  /** For example `7005/tcp`. */
  exposed: string[];
  cmd: ResolvedCommand | null;
  entrypoint: ResolvedCommand | null;
  /** As Docker keeps it: `test` begins with `NONE`, `CMD` or `CMD-SHELL`; durations as they are written. */
  healthcheck: { test: string[]; [option: string]: string | string[] } | null;
  unknown: string[];
};

/** All stages of a Dockerfile, and what a builder would refuse in it. @public */
export type ResolvedDockerfile = {
  stages: ResolvedStage[];
  errors: Array<{ line: number; message: string }>;
};

/** The stages of a Dockerfile, resolved as the builder would. @public */
export function resolveStages(content: string): ResolvedDockerfile {
  const refused = refuseText(content);
  if (refused)
    return { stages: [], errors: [{ line: 1, message: refused.message }] };
  const { stages, problems, lines } = readDockerfile('Dockerfile', content);
  const errors = problems
    .filter(({ code }) => code !== 'dangling-continuation')
    .map(({ start, message }) => ({ line: lines.lineAt(start), message }));
  if (stages.length === 0 && errors.length === 0) {
    errors.push({
      line: 1,
      message: 'The file has no FROM, so there is nothing to build.',
    });
  }
  return { stages: stages.map(resolveStage), errors };
}

function resolveStage(stage: Stage): ResolvedStage {
  const unknown: string[] = [];
  const textOf = (name: string, value: Value | undefined) => {
    if (!value) return null;
    if (value.known) return value.text;
    if (!unknown.includes(name)) unknown.push(name);
    return null;
  };
  const { source } = stage;
  const image = textOf('image', bottomImage(stage));
  const env = Object.fromEntries(
    [...stage.scope.variables()].map(([name, { value }]) => [
      name,
      textOf(`env.${name}`, value),
    ]),
  );
  const exposed = stage.exposed.flatMap(({ port }) => {
    const text = textOf('exposed', port);
    return text ? [text] : [];
  });
  return {
    name: stage.name ?? null,
    index: stage.index,
    from:
      source.kind === 'stage'
        ? { stage: source.stage.name ?? String(source.stage.index) }
        : { image },
    image,
    env,
    user: textOf('user', stage.user?.value),
    workdir: stage.workdir.instruction
      ? textOf('workdir', stage.workdir.value)
      : null,
    exposed: [...new Set(exposed)].sort(),
    cmd: resolveCommand(stage.command),
    entrypoint: resolveCommand(stage.entrypoint),
    healthcheck: resolveHealthcheck(stage.healthcheck),
    unknown,
  };
}

function bottomImage(stage: Stage): Value {
  const { source } = stage;
  return source.kind === 'stage' ? bottomImage(source.stage) : source.name;
}

function resolveCommand(
  command: CommandForm | undefined,
): ResolvedCommand | null {
  if (!command) return null;
  const { form, args, shell } = command;
  return { form, args: form === 'exec' ? args : [...shell, ...args] };
}

function resolveHealthcheck(
  instruction: Instruction | undefined,
): ResolvedStage['healthcheck'] {
  if (!instruction) return null;
  const text = instruction.body.text.trim();
  if (/^NONE$/i.test(text)) return { test: ['NONE'] };
  const command = text.replace(/^CMD\s+/i, '');
  const exec = jsonForm(command);
  return {
    test: exec ? ['CMD', ...exec] : ['CMD-SHELL', command],
    ...Object.fromEntries(
      [...instruction.flags].map(([name, { text: value }]) => [name, value]),
    ),
  };
}
