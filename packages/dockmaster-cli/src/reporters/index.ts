import { Outcome } from '../outcome/Outcome';
import { github } from './github';
import { json } from './json';
import { markdown } from './markdown';
import { ReporterOptions } from './ReporterOptions';
import { sarif } from './sarif';
import { text } from './text';
import { textOfChanges } from './textOfChanges';

/** From what was found to what is printed; pure. */
export const reporters: Record<
  'text' | 'json' | 'sarif' | 'github' | 'markdown',
  (outcome: Outcome, options: ReporterOptions) => string
> = {
  text: (outcome, options) =>
    outcome.comparison
      ? textOfChanges(outcome, options)
      : text(
          outcome.results.map(({ report }) => report),
          options,
        ),
  json,
  sarif,
  github,
  markdown,
};
