import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Packages that require an earlier copy of a package of Backstage, and why no later release of them is installed. */
const FORCING: Record<string, string> = {
  '@backstage/app-defaults 1.7.12':
    '1.57 has a later one; the registry does not',
  '@backstage/backend-test-utils 1.11.7': 'the registry lacks 1.12.0',
  '@backstage/frontend-dev-utils 0.1.6':
    '1.57 has a later one; the registry does not',
  '@backstage/plugin-events-backend 0.6.6': 'the registry lacks 0.6.8',
  '@backstage/plugin-scaffolder-node-test-utils 0.3.14':
    'the registry lacks 0.3.17',
};

/** An entry of yarn.lock. */
type Locked = {
  name: string;
  version: string;
  /** `name@npm:range`, as dependents ask for it. */
  descriptors: string[];
  dependencies: Record<string, string>;
};

type Duplicate = { copy: Locked; dependents: Locked[] };

/**
 * Checks that a project has one copy of each package of Backstage. A second one is accepted if the registry forces it: all that require it are listed
 * above, or are such copies themselves.
 *
 * @returns the accepted copies, as `name version`
 */
export async function checkDuplicates(directory: string): Promise<string[]> {
  const lock = await readFile(join(directory, 'yarn.lock'), 'utf8');
  const duplicates = findDuplicates(readLockfile(lock));
  const refused = duplicates
    .map(({ copy, dependents }) => ({
      copy,
      dependents: dependents.filter(item => !(nameOf(item) in FORCING)),
    }))
    .filter(({ dependents }) => dependents.length > 0);
  if (refused.length > 0)
    throw new Error(
      refused
        .map(
          ({ copy, dependents }) =>
            `${nameOf(copy)} is a second copy, required by ${dependents
              .map(nameOf)
              .join(', ')}.`,
        )
        .join('\n'),
    );
  return duplicates.map(({ copy }) => nameOf(copy));
}

const nameOf = ({ name, version }: Locked) => `${name} ${version}`;

function readLockfile(text: string): Locked[] {
  const { __metadata, ...entries } = parse(text);
  return Object.entries<any>(entries).map(([key, entry]) => ({
    name: entry.resolution.replace(/(?!^)@.*/, ''),
    version: entry.version,
    descriptors: key.split(', '),
    dependencies: entry.dependencies ?? {},
  }));
}

/** All copies but the latest of each package of Backstage, with the dependents that are no such copies themselves. */
function findDuplicates(locked: Locked[]): Duplicate[] {
  const byName = Map.groupBy(locked, ({ name }) => name);
  const earlier = [...byName]
    .filter(([name]) => name.startsWith('@backstage/'))
    .flatMap(([, copies]) => copies.sort(byVersion).slice(0, -1));
  return earlier.map(copy => ({
    copy,
    dependents: locked.filter(
      item =>
        !earlier.includes(item) &&
        copy.descriptors.includes(
          `${copy.name}@${item.dependencies[copy.name]}`,
        ),
    ),
  }));
}

function byVersion(one: Locked, other: Locked): number {
  return one.version.localeCompare(other.version, 'en', { numeric: true });
}
