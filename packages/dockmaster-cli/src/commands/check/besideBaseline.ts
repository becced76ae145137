import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Baseline } from '../../baseline/Baseline';
import {
  Comparison,
  compareWithBaseline,
} from '../../baseline/compareWithBaseline';
import { readBaseline } from '../../baseline/readBaseline';
import { JudgedService, takeBaseline } from '../../baseline/takeBaseline';
import { writeBaseline } from '../../baseline/writeBaseline';
import { Environment, UsageError } from '../../Environment';
import { fleetMembers } from '../../services/fleetMembers';
import { Service } from '../../services/Service';

type Judged = JudgedService & { service: Service };

/**
 * What `--baseline` and `--write-baseline` ask for: the one is read before the other is written, so that they may name one file.
 *
 * @throws UsageError when a file is no baseline or cannot be written, or two services have one name
 */
export async function besideBaseline(
  judged: Judged[],
  files: { baseline?: string; writeBaseline?: string },
  { cwd, err }: Pick<Environment, 'cwd' | 'err'>,
): Promise<Comparison | undefined> {
  if (files.baseline === undefined && files.writeBaseline === undefined)
    return undefined;
  refuseNamesakes(judged);
  const members = await fleetMembers(judged.map(({ service }) => service));
  const { standard } = judged[0].report;
  let comparison: Comparison | undefined;
  if (files.baseline !== undefined) {
    const baseline = await readBaseline(resolve(cwd, files.baseline));
    if (baseline.standard.version !== standard.version) {
      err(
        `dockmaster: ${files.baseline} was written by version ${baseline.standard.version} of the standard, and this is ${standard.version}: what only the newer one finds counts as new\n`,
      );
    }
    comparison = compareWithBaseline(
      judged,
      baseline,
      name => members?.has(name) ?? true,
    );
  }
  if (files.writeBaseline !== undefined) {
    const path = resolve(cwd, files.writeBaseline);
    const others = await knownOfOthers(path, judged, members);
    const { services } = takeBaseline(judged, standard);
    await writeBaseline(path, {
      standard,
      services: new Map([...others, ...services]),
    });
  }
  return comparison;
}

/** What the file at hand says of the services that were not judged: a part of the fleet may be written anew. */
async function knownOfOthers(
  path: string,
  judged: Judged[],
  members: Set<string> | undefined,
): Promise<Baseline['services']> {
  const names = new Set(judged.map(({ report }) => report.service));
  const isWhole = members && [...members].every(name => names.has(name));
  if (isWhole || !existsSync(path)) return new Map();
  const { services } = await readBaseline(path);
  return new Map(
    [...services].filter(
      ([name]) => !names.has(name) && (members?.has(name) ?? true),
    ),
  );
}

/** A baseline knows a service by its name. */
function refuseNamesakes(judged: Judged[]) {
  const names = judged.map(({ report }) => report.service);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new UsageError(
      `two services are called ${twice}, and a baseline tells them by their names; check one root at a time`,
    );
  }
}
