import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rule087, SourceFile } from '@huleedu/rule-087';
import { Changes } from '../changes/Changes';
import {
  Layout,
  readRepositoryFiles,
  RepositoryFiles,
} from '../repository/RepositoryFiles';
import { servicePaths } from '../serviceFiles';
import { Problem, ServiceSpec } from '../spec/ServiceSpec';

/** The example fleet of this repository. */
export const monorepo = resolve(__dirname, '../../../../examples/monorepo');

export const spec: ServiceSpec = {
  name: 'letter_service',
  description: 'Sends letters',
  owner: 'group:default/accounts-team',
  kind: 'http',
  framework: 'quart',
  database: true,
  ports: { http: 7011, database: 5447 },
};

export const variants: Array<[string, ServiceSpec]> = (
  ['quart', 'fastapi', 'worker'] as const
).flatMap(kind =>
  [false, true].map((database): [string, ServiceSpec] => [
    `${kind}${database ? ' with a database' : ''}`,
    {
      ...spec,
      ...(kind === 'worker'
        ? { kind, framework: undefined }
        : { framework: kind }),
      database,
      ports: {
        http: kind === 'worker' ? undefined : 7011,
        database: database ? 5447 : undefined,
      },
    },
  ]),
);

/** Files by path that lie over the example fleet; undefined takes one away. */
export type Overlay = Record<string, string | undefined>;

/** Reads the example fleet, or nothing but the files that are given. */
export async function repositoryOf(
  options: {
    spec?: ServiceSpec;
    files?: Overlay;
    isAlone?: boolean;
    layout?: Partial<Layout>;
    paths?: string[];
  } = {},
): Promise<RepositoryFiles> {
  const { files = {}, isAlone, layout, paths } = options;
  const inExample = (path: string) =>
    !isAlone && existsSync(join(monorepo, path))
      ? readFileSync(join(monorepo, path), 'utf8')
      : undefined;
  const read = async (path: string): Promise<SourceFile> => {
    const content = Object.hasOwn(files, path) ? files[path] : inExample(path);
    return content === undefined
      ? { state: 'missing', path }
      : { state: 'present', path, content };
  };
  return readRepositoryFiles(
    {
      standard: rule087,
      layout,
      libraries: options.spec?.libraries,
      paths: paths ?? servicePaths(options.spec ?? spec, rule087),
    },
    read,
  );
}

/** The changes; fails the test where there are problems. */
export function changesOf(result: Changes | { problems: Problem[] }): Changes {
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result;
}

export function problemsOf(result: Changes | { problems: Problem[] }) {
  return 'problems' in result ? result.problems : [];
}

/** The files as they are to be, by path. */
export function contentsOf({
  newFiles,
  changedFiles,
}: Changes): Record<string, string> {
  return Object.fromEntries(
    [...newFiles, ...changedFiles].map(({ path, content }) => [path, content]),
  );
}
