import { envPairs, Instruction, Span, Step } from '@huleedu/rule-087/model';
import { applyEdits, Edit } from '@huleedu/text-edits';
import { FixContext } from '../ClauseFix';
import { AuthorBlocks, AuthorBlock } from './AuthorBlocks';
import { Layout, relocate, targetOf } from './Layout';
import { isBefore, laterOf, Slot, Target } from './slots';

/** Lines that are kept of one instruction, and where they go. */
export type Part = Omit<AuthorBlock, 'isApart'>;

/** What became of an instruction: lines that are kept, and where the new file has what it did. */
export type Sorted = {
  ownBlocks: Part[];
  slot: Slot;
  /** What it copied. */
  of?: string;
  /** The place of the new file that the stage has passed with it. */
  passed?: Slot;
};

/** How far a stage has come, in the rule's order, before the instruction at hand. */
export type Progress = {
  /** The last place of the new file that the stage has passed, the service's code not counted. */
  reached: Slot;
  isAfterCode: boolean;
  /** Whether the instruction runs as the service's user. */
  isAsUser: boolean;
};

/** All that sorting an instruction takes. */
export type RewriteContext = {
  fixContext: FixContext;
  layout: Layout;
  authorBlocks: AuthorBlocks;
  /** Absolute paths of the old image at which files of the repository are copied late. */
  late: string[];
  /** Absolute paths of the old image, and which files of the repository were copied there for installing. */
  requirements: Map<string, string>;
  /** Absolute paths of the old image at which another installer put what PDM installs from now on. */
  superseded: string[];
};

/** The text of something kept, edited, with paths and the user as they are in the new file. */
export function keptText(
  span: Span,
  edits: Edit[],
  { fixContext, layout }: RewriteContext,
): string {
  const { dockerfile, standard } = fixContext;
  const own = edits.map(edit => ({
    ...edit,
    start: edit.start - span.start,
    end: edit.end - span.start,
  }));
  const text = dockerfile.slice(span);
  return relocate(applyEdits(text, own) ?? text, layout, standard);
}

export function keptLines(
  instruction: Instruction,
  edits: Edit[],
  rewriteContext: RewriteContext,
): string[] {
  const { dockerfile } = rewriteContext.fixContext;
  const { start } = instruction;
  const end = dockerfile.endOf(instruction);
  return linesOf(keptText({ start, end }, edits, rewriteContext));
}

export function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

/** What configures the stages above it: ENV, ARG and their like stand as early as they did, and not below the service's own variables. */
export function configurationOf(
  { stage, instruction }: Step,
  { reached }: Progress,
  rewriteContext: RewriteContext,
): Sorted {
  const { fixContext } = rewriteContext;
  const target = targetOf(stage, fixContext);
  const isEnvironment = instruction.keyword === 'ENV';
  const pairs =
    isEnvironment || instruction.keyword === 'ARG'
      ? envPairs(instruction.body, fixContext.dockerfile.escape, isEnvironment)
      : undefined;
  const slot: Slot = isBefore('service-environment', reached)
    ? 'service-environment'
    : laterOf('environment', reached);
  return {
    ownBlocks: [
      {
        targets: [target ?? 'base'],
        slot: target ? 'environment' : slot,
        lines: keptLines(instruction, [], rewriteContext),
        replaces: false,
        sets: pairs?.map(({ name }) => name),
      },
    ],
    slot,
  };
}

/** The stages that something which belongs behind the service's code, or to its configuration, goes into. */
export function runtimeTargets(step: Step, fixContext: FixContext): Target[] {
  const own = targetOf(step.stage, fixContext);
  return own ? [own] : ['development', 'production'];
}
