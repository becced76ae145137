import { ExampleFleet } from './ExampleFleet';

type Place = { file: string; startLine: number };
type Clause = { id: string; baselineState?: string; newEvidence?: Place[] };

/** What a check finds beside a baseline, in few words: `service clause file:line` of what is new. */
export async function checkBeside(
  fleet: ExampleFleet,
  baselineFile: string,
  args: string[],
) {
  const { code, out, err } = await fleet.dockmaster([
    'check',
    '--format',
    'json',
    '--baseline',
    baselineFile,
    ...args,
  ]);
  const { results, baseline } = JSON.parse(out);
  const added = results.flatMap(
    ({ service, clauses }: { service: string; clauses: Clause[] }) =>
      clauses
        .filter(({ baselineState }) => baselineState === 'new')
        .map(
          ({ id, newEvidence = [] }) =>
            `${service} ${id} ${newEvidence.map(
              ({ file, startLine }) => `${file.split('/').at(-1)}:${startLine}`,
            )}`,
        ),
  );
  const fixed = baseline.fixed.map(
    ({
      service,
      id,
      places,
    }: {
      service: string;
      id: string;
      places: number;
    }) => `${service} ${id} ${places}`,
  );
  return { code, err, added, fixed, renamed: baseline.renamed };
}

/** It, where nothing has changed. */
export const quiet = { code: 0, err: '', added: [], fixed: [], renamed: [] };
