import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type * as engine from '@huleedu/rule-087';
import type * as rest from './schemas.generated';

it('is derived from the present openapi.yaml', async () => {
  const script = join(__dirname, '..', '..', 'generateTypes.mjs');
  const { stderr } = await promisify(execFile)(process.execPath, [
    script,
    '--check',
  ]);
  expect(stderr).toBe('');
});

// Fails to compile when a value of the engine is no answer of the REST API.
it.each([
  (report: engine.Report): rest.Report => report,
  (
    forecast: engine.Forecast & { summary?: engine.ForecastSummary },
  ): rest.ServiceForecast => forecast,
  (clause: engine.ClauseExplanation): rest.ClauseExplanation => clause,
])('takes values of the engine as they are (%#)', answer => {
  const value = {} as never;
  expect(answer(value)).toBe(value);
});
