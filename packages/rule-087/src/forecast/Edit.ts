import { Certainty, surest } from './Certainty';
import { BuildContext } from './BuildContext';
import { BuilderStep, ContextSource } from './BuilderStep';
import { matchesPath } from './pathPattern';

/** What somebody does: edits a file of the build context, or an instruction of the Dockerfile. */
export type Edit =
  | { kind: 'file'; path: string }
  | {
      kind: 'instruction';
      /** Where the instruction starts; all steps that an ONBUILD makes start there. */
      start: number;
      /** The Dockerfile's own path, where it lies in the context. */
      dockerfile?: string;
    };

/** Whether an edit changes a step's own text, or what it takes from the build context. */
export function touches(
  edit: Edit,
  step: BuilderStep,
  context: BuildContext,
): Certainty {
  if (edit.kind === 'file') return takes(step, edit.path, context);
  if (step.step.instruction.start === edit.start) return Certainty.yes;
  // Whoever builds may keep the Dockerfile elsewhere, or be given it on standard input.
  return edit.dockerfile !== undefined &&
    takes(step, edit.dockerfile, context) !== Certainty.no
    ? Certainty.maybe
    : Certainty.no;
}

function takes(
  { contextSources }: BuilderStep,
  path: string,
  { dockerignore }: BuildContext,
): Certainty {
  const brought = surest(...contextSources.map(source => brings(source, path)));
  return brought === Certainty.no
    ? Certainty.no
    : Math.min(brought, dockerignore.admits(path));
}

function brings({ path: pattern, excluded }: ContextSource, path: string) {
  if (!pattern) return Certainty.maybe;
  if (!matchesPath(pattern, path)) return Certainty.no;
  const below = [...path.matchAll(/(?<=^|\/)[^/]/g)].map(({ index }) =>
    path.slice(index),
  );
  return excluded.some(
    exclusion => !exclusion || below.some(part => matchesPath(exclusion, part)),
  )
    ? Certainty.maybe
    : Certainty.yes;
}
