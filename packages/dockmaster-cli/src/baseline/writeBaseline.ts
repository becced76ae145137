import { rename, rm, writeFile } from 'node:fs/promises';
import { clauses } from '@huleedu/rule-087';
import { UsageError } from '../Environment';
import { Baseline, BASELINE_VERSION, KnownService } from './Baseline';

/**
 * Writes a baseline as JSON: whole, or not at all.
 *
 * @throws UsageError when the file cannot be written
 */
export async function writeBaseline(path: string, baseline: Baseline) {
  const draft = `${path}.${process.pid}.new`;
  const write = async () => {
    await writeFile(draft, baselineText(baseline));
    await rename(draft, path);
  };
  await write().catch(async error => {
    await rm(draft, { force: true });
    throw new UsageError(
      `the baseline ${path} could not be written: ${error.message}`,
    );
  });
}

/** Ordered by what it says, and not by how it was found: a fixed violation takes out its own lines and no others. */
function baselineText({ standard, services }: Baseline): string {
  const text = {
    version: BASELINE_VERSION,
    standard,
    services: Object.fromEntries(
      [...services]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, known]) => [name, serviceEntry(known)]),
    ),
  };
  return `${JSON.stringify(text, null, 2)}\n`;
}

function serviceEntry({ failing, undecided, unreadable }: KnownService) {
  const inOrder = clauses.flatMap(({ id }) => {
    const places = failing.get(id);
    return places ? [[id, [...places].sort()]] : [];
  });
  return {
    ...(unreadable.length > 0 && { unreadable: [...unreadable].sort() }),
    ...(undecided && { undecided }),
    ...(inOrder.length > 0 && { failing: Object.fromEntries(inOrder) }),
  };
}
