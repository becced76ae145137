import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadCompose, SourceFile, Sources } from '@huleedu/rule-087';
import { FixOptions } from '..';
import { conformingService } from './service';

const folder = 'services/identity_service';
const sets = resolve(__dirname, '../../fixtures/sets');

/** A monorepo's files around the identity service, what fixing makes of them, and what it says. */
export type FixSet = {
  title: string;
  before: Map<string, string>;
  /** Those that are shown; the Dockerfile's ports move with them. */
  after: Map<string, string>;
  options: FixOptions;
  remains: string[];
  staleReferences: string[];
};

/**
 * Reads `fixtures/sets`: a title, settings a line, and files as a diff shows them, whole.
 *
 * @notes
 * Settings: `give http 7011`, `give database 5450`, `dockerfile OLD => NEW`, `with an overlay that conforms`, `lines end in CRLF`,
 * `begins with a byte order mark`, `has no final newline`; what is said: `remains CLAUSE: REASON`, `still PATH:LINE PORT NOW`.
 */
export function readFixSets(): Array<[string, FixSet]> {
  return readdirSync(sets).map(name => [
    name.replace(/\.txt$/, ''),
    readFixSet(readFileSync(resolve(sets, name), 'utf8')),
  ]);
}

function readFixSet(text: string): FixSet {
  const [head, ...sections] = text.split(/^--- /m);
  const [title, ...settings] = head.trimEnd().split('\n');
  const valuesOf = (word: string) =>
    settings
      .filter(line => line.startsWith(`${word} `))
      .map(line => line.slice(word.length + 1));
  const is = (setting: string) => settings.includes(setting);
  const written = (body: string) => {
    const lines = is('lines end in CRLF')
      ? body.replaceAll('\n', '\r\n')
      : body;
    const begun = is('begins with a byte order mark')
      ? `\uFEFF${lines}`
      : lines;
    return is('has no final newline') ? begun.replace(/\r?\n$/, '') : begun;
  };
  const dockerfile = valuesOf('dockerfile')
    .map(value => value.split(' => '))
    .reduce(
      (changed, [old, next]) => changed.replaceAll(old, next),
      conformingService.dockerfile,
    );
  const before = new Map([
    [`${folder}/Dockerfile.dev`, dockerfile],
    [`${folder}/pyproject.toml`, conformingService.pyproject!],
  ]);
  const isComposeShown = sections.some(section => section.includes('compose'));
  if (!isComposeShown) before.set('docker-compose.yml', conformingService.base);
  if (!isComposeShown || is('with an overlay that conforms'))
    before.set('docker-compose.dev.yml', conformingService.overlay);
  const after = new Map<string, string>();
  for (const section of sections) {
    const [path, ...lines] = section.trimEnd().split('\n');
    const side = (sign: string) =>
      lines
        .filter(line => line === '' || [' ', sign].includes(line[0]))
        .map(line => `${line.slice(1)}\n`)
        .join('');
    before.set(path, written(side('-')));
    after.set(path, written(side('+')));
  }
  const [http, database] = ['http', 'database'].map(name =>
    valuesOf(`give ${name}`).map(Number).at(0),
  );
  const neighbours = [...before].flatMap(([path, content]): SourceFile[] =>
    path.startsWith('observability/')
      ? [{ state: 'present', path, content }]
      : [],
  );
  return {
    title,
    before,
    after,
    options: { ports: { http, database }, neighbours },
    remains: valuesOf('remains'),
    staleReferences: valuesOf('still'),
  };
}

/** The sources of the identity service among some files. */
export async function sourcesAmong(
  files: Map<string, string>,
): Promise<Sources> {
  const read = async (path: string): Promise<SourceFile> => {
    const content = files.get(path);
    return content === undefined
      ? { state: 'missing', path }
      : { state: 'present', path, content };
  };
  return {
    directory: folder,
    dockerfile: await read(`${folder}/Dockerfile.dev`),
    pyproject: await read(`${folder}/pyproject.toml`),
    ...(await loadCompose(undefined, read)),
  };
}
