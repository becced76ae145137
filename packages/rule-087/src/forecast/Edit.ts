import { Anew, surest } from './Anew';
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
): Anew {
  if (edit.kind === 'file') return takes(step, edit.path, context);
  if (step.step.instruction.start === edit.start) return Anew.yes;
  // Whoever builds may keep the Dockerfile elsewhere, or be given it on standard input.
  return edit.dockerfile !== undefined &&
    takes(step, edit.dockerfile, context) !== Anew.no
    ? Anew.maybe
    : Anew.no;
}

function takes(
  { contextSources }: BuilderStep,
  path: string,
  { dockerignore }: BuildContext,
): Anew {
  const brought = surest(...contextSources.map(source => brings(source, path)));
  return brought === Anew.no
    ? Anew.no
    : Math.min(brought, dockerignore.admits(path));
}

function brings({ path: pattern, excluded }: ContextSource, path: string) {
  if (!pattern) return Anew.maybe;
  if (!matchesPath(pattern, path)) return Anew.no;
  const below = [...path.matchAll(/(?<=^|\/)[^/]/g)].map(({ index }) =>
    path.slice(index),
  );
  return excluded.some(
    exclusion => !exclusion || below.some(part => matchesPath(exclusion, part)),
  )
    ? Anew.maybe
    : Anew.yes;
}
