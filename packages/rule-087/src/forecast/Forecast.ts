/** What somebody edits. @public */
export type ForecastChange =
  | 'service-code'
  | 'library-source'
  | 'service-metadata'
  | 'lock-file'
  | 'system-packages';

/** A step that the builder runs for a target: a RUN, COPY, ADD or WORKDIR. @public */
export type ForecastStep = {
  /** From 1, over the stages that the target needs, in the file's order. */
  index: number;
  /** The stage's name; `stage-2` where it has none, as the builder calls it. */
  stage: string;
  /** Of the Dockerfile, from 1. */
  line: number;
  /** On one line, for example `COPY libs/common_core/src/ /app/libs/common_core/src/`. */
  instruction: string;
};

/**
 * Which steps an edit runs again, by their index.
 *
 * @notes
 * `rerun` ⊆ what the builder runs again ⊆ `rerun` ∪ `maybe`.
 *
 * @public
 */
export type RebuiltSteps = {
  rerun: number[];
  /** What depends on the file that is edited, on the content that a stage hands over, or on what cannot be computed. */
  maybe: number[];
  /** Share of the steps that are not in `rerun`, with two decimals; those in `maybe` count as cached. 1 where there is no step. */
  cachedShare: number;
};

/** @public */
export type ForecastTarget = {
  /** What `--target` takes; null where the last stage has no name. */
  target: string | null;
  steps: ForecastStep[];
  changes: Record<Exclude<ForecastChange, 'lock-file'>, RebuiltSteps> & {
    /** Null where no lock file is copied. */
    'lock-file': RebuiltSteps | null;
  };
};

/** What the builder runs again after an edit: for `development` and `production`, or the last stage where neither exists. @public */
export type Forecast = { targets: ForecastTarget[] };

/** Why nothing can be forecast, in a sentence. @public */
export class ForecastError extends Error {}
