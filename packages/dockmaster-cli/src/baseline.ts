import { readFile, writeFile } from 'node:fs/promises';
import { Report } from '@huleedu/rule-087';
import { UsageError } from './Environment';

/** Which clauses of which services failed when the baseline was written. */
type Baseline = { version: 1; failing: Record<string, string[]> };

/** @throws UsageError when the file cannot be written */
export async function writeBaseline(path: string, reports: Report[]) {
  const failing = Object.fromEntries(
    reports.map(({ service, clauses }) => [
      service,
      clauses.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id),
    ]),
  );
  const baseline: Baseline = { version: 1, failing };
  const text = `${JSON.stringify(baseline, null, 2)}\n`;
  await writeFile(path, text).catch(error => {
    throw new UsageError(
      `the baseline ${path} could not be written: ${error.message}`,
    );
  });
}

/**
 * Whether a failure was there before.
 *
 * @throws UsageError when the file cannot be read, or is no baseline
 */
export async function readBaseline(
  path: string,
): Promise<(service: string, clause: string) => boolean> {
  const text = await readFile(path, 'utf8').catch(error => {
    throw new UsageError(
      `the baseline ${path} could not be read: ${error.message}`,
    );
  });
  let failing: Record<string, string[]> | undefined;
  try {
    const baseline = JSON.parse(text) as Partial<Baseline>;
    if (baseline.version === 1) failing = baseline.failing;
  } catch {
    // Said below.
  }
  const isBaseline =
    typeof failing === 'object' &&
    failing !== null &&
    Object.values(failing).every(Array.isArray);
  if (!isBaseline) {
    throw new UsageError(
      `${path} is no baseline; write one with --write-baseline ${path}`,
    );
  }
  const known = new Map(Object.entries(failing ?? {}));
  return (service, clause) => known.get(service)?.includes(clause) ?? false;
}
