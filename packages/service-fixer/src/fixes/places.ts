import { Stage, Step } from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { FixContext } from '../ClauseFix';

/** The instruction before which what a stage is configured with begins: USER, EXPOSE, CMD and their like. */
function configurationOf({ steps }: Stage): Step | undefined {
  const last = steps.findLastIndex(({ instruction }) =>
    ['RUN', 'COPY', 'ADD'].includes(instruction.keyword),
  );
  return steps
    .slice(last + 1)
    .find(({ instruction }) =>
      [
        'USER',
        'WORKDIR',
        'EXPOSE',
        'HEALTHCHECK',
        'ENTRYPOINT',
        'CMD',
      ].includes(instruction.keyword),
    );
}

/** Puts lines at the end of a stage, above what it is configured with. */
export function addToStage(
  { dockerfile }: FixContext,
  stage: Stage,
  lines: string[],
): Edit {
  const next = configurationOf(stage);
  return next
    ? dockerfile.insertBefore(next.instruction, lines)
    : dockerfile.insertAfter(
        stage.steps.at(-1)?.instruction ?? stage.from,
        stage.steps.length === 0 ? ['', ...lines] : lines,
      );
}

/** Puts a line below the last of some instructions. */
export function addBelow(
  { dockerfile }: FixContext,
  stage: Stage,
  keywords: string[],
  line: string,
): Edit {
  const last = stage.steps.findLast(({ instruction }) =>
    keywords.includes(instruction.keyword),
  );
  return dockerfile.insertAfter(last?.instruction ?? stage.from, [line]);
}
