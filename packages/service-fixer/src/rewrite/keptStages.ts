import { Stage } from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { Refusal, refuse } from '../ClauseFix';
import { RewriteContext, keptText } from './RewriteContext';
import { nameOf, targetOf } from './Layout';
import { stageSpan } from './preamble';

/** A stage on another image, which the service's own copies from, as it is. */
export function foreignStage(
  stage: Stage,
  rewriteContext: RewriteContext,
): string | Refusal {
  const { layout, fixContext } = rewriteContext;
  const { dockerfile } = fixContext;
  const needed = stage.steps.find(
    ({ copy }) =>
      copy?.from?.kind === 'stage' && layout.merged.includes(copy.from.stage),
  );
  if (needed)
    return refuse(
      `Stage ${nameOf(stage)} copies from stages that are written anew.`,
    );
  if (layout.isOwnContext && stage.steps.some(({ copy }) => copy && !copy.from))
    return refuse(
      `Stage ${nameOf(
        stage,
      )} copies files of the service's folder, and the rule's build context is the repository's root: write their paths from there.`,
    );
  return dockerfile.slice(stageSpan(stage, fixContext));
}

/** A stage that nothing is built on or copies from, such as one for tests: on the new base, where it was on the old one. */
export function extraStage(
  stage: Stage,
  rewriteContext: RewriteContext,
): string | Refusal {
  const { layout, fixContext } = rewriteContext;
  const { dockerfile, standard } = fixContext;
  const span = stageSpan(stage, fixContext);
  const { source } = stage;
  if (source.kind === 'image' || !layout.merged.includes(source.stage))
    return foreignStage(stage, rewriteContext);
  const workdir = source.stage.workdir.value;
  const copiesFromMerged = stage.steps.some(
    ({ copy }) =>
      copy?.from?.kind === 'stage' && layout.merged.includes(copy.from.stage),
  );
  const isInPlace = workdir.known && workdir.text === layout.home;
  const setsFolder = /^\s*\//.test(
    stage.steps.find(({ instruction }) => instruction.keyword === 'WORKDIR')
      ?.instruction.body.text ?? '',
  );
  if (copiesFromMerged || layout.isOwnContext || (!isInPlace && !setsFolder))
    return refuse(
      `Stage ${nameOf(
        stage,
      )} has no place in the rule's order: what it is built on is in another folder there.`,
    );
  const [word] = stage.from.body.words();
  const edits: Edit[] = [
    dockerfile.replace(
      word,
      targetOf(source.stage, fixContext) ?? standard.stages.base,
    ),
  ];
  return keptText(span, edits, rewriteContext);
}
