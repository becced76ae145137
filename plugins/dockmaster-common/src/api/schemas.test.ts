import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type * as engine from '@huleedu/rule-087';
import type * as rest from './schemas.generated';

/** Fails to compile when a value of the engine is no answer of the REST API. */
type Answers<
  T extends rest.Report | rest.ServiceForecast | rest.ClauseExplanation,
> = T;
export type EngineAnswers =
  | Answers<engine.Report>
  | Answers<engine.Forecast & { summary?: engine.ForecastSummary }>
  | Answers<engine.ClauseExplanation>;

it('is derived from the present openapi.yaml', async () => {
  const script = join(__dirname, '..', '..', 'generateTypes.mjs');
  await promisify(execFile)(process.execPath, [script, '--check']);
});
