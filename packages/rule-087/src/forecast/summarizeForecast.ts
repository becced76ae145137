import {
  Forecast,
  ForecastChange,
  ForecastStep,
  ForecastTarget,
  RebuiltSteps,
} from './Forecast';

/** What an edit rebuilds of a target, for people. @public */
export type ForecastSummaryEdit = {
  change: ForecastChange;
  /** What is edited, in words: `your code`. */
  what: string;
  /** For example `3`, `3 to 5`, or `none`. */
  count: string;
  /** In the builder's order. */
  steps: Array<ForecastStep & { verdict: 'rerun' | 'maybe' }>;
};

/** The forecast of a target, for people. @public */
export type ForecastSummary = {
  target: string | null;
  /** `An edit of your code rebuilds 3 of 15 steps; of a library, 6 to 7.` */
  sentence: string;
  stepCount: number;
  /** One for each sort of edit that can be made, what is edited most often first. */
  edits: ForecastSummaryEdit[];
};

/** What is edited most often comes first. */
const WORDS: Record<ForecastChange, string> = {
  'service-code': 'your code',
  'library-source': 'a library',
  'service-metadata': 'its pyproject.toml',
  'lock-file': 'a lock file',
  'system-packages': 'the system packages',
};

/**
 * A forecast in a sentence, with the steps behind it: of the target that developers build, which is the first.
 *
 * @returns undefined where there is no target
 *
 * @public
 */
export function summarizeForecast({
  targets: [target],
}: Forecast): ForecastSummary | undefined {
  if (!target) return undefined;
  const edits = (Object.keys(WORDS) as ForecastChange[]).flatMap(change => {
    const rebuilt = target.changes[change];
    return rebuilt ? [summarizeEdit(change, rebuilt, target)] : [];
  });
  const [code, library] = edits;
  const stepCount = target.steps.length;
  return {
    target: target.target,
    sentence: `An edit of ${code.what} rebuilds ${code.count} of ${stepCount} steps; of ${library.what}, ${library.count}.`,
    stepCount,
    edits,
  };
}

/** How many steps run again: `3`, or `3 to 5` where it cannot be said. @public */
export function countRebuilt({ rerun, maybe }: RebuiltSteps): string {
  const most = rerun.length + maybe.length;
  if (most === 0) return 'none';
  return maybe.length === 0 ? `${most}` : `${rerun.length} to ${most}`;
}

function summarizeEdit(
  change: ForecastChange,
  rebuilt: RebuiltSteps,
  { steps }: ForecastTarget,
): ForecastSummaryEdit {
  const { rerun, maybe } = rebuilt;
  return {
    change,
    what: WORDS[change],
    count: countRebuilt(rebuilt),
    steps: steps
      .filter(({ index }) => rerun.includes(index) || maybe.includes(index))
      .map(step => ({
        ...step,
        verdict: rerun.includes(step.index) ? 'rerun' : 'maybe',
      })),
  };
}
