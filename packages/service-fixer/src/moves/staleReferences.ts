import { SourceFile, Sources } from '@huleedu/rule-087';
import {
  LineIndex,
  parseYamlFile,
  Tree,
  YamlError,
} from '@huleedu/rule-087/model';
import { Move } from './movesBetween';

/** A place that still names a number which the service or its database had. @public */
export type StaleReference = {
  path: string;
  line: number;
  port: number;
  /** What has become of it. */
  now: number;
};

type PresentFile = SourceFile & { state: 'present' };

/**
 * Where a number is still named that somebody has no longer: what reaches for it there finds nobody.
 *
 * @param services - the Compose services whose every mention of their own number is meant
 */
export function staleReferencesOf(
  all: Move[],
  sources: Sources,
  neighbours: SourceFile[],
  services: string[],
): StaleReference[] {
  // A number that one port left and another took is named rightly.
  const moves = all.filter(({ from }) => all.every(({ to }) => to !== from));
  if (moves.length === 0) return [];
  const { dockerfile, pyproject, compose, composeContext = {} } = sources;
  const given = compose.map(file => ('path' in file ? file.path : ''));
  const others = Object.entries(composeContext).flatMap(([path, file]) =>
    given.includes(path) ? [] : [file],
  );
  const found = [
    ...[dockerfile, pyproject]
      .filter(isPresent)
      .flatMap(file => linesOf(file, moves, move => move.isOwn)),
    ...[...compose, ...others]
      .filter(isPresent)
      .flatMap(file => inCompose(file, moves, services)),
    ...neighbours
      .filter(isPresent)
      .flatMap(file => linesOf(file, moves, () => false)),
  ];
  const unique = new Map(
    found.map(staleReference => [
      JSON.stringify(staleReference),
      staleReference,
    ]),
  );
  return [...unique.values()];
}

function isPresent(file: SourceFile): file is PresentFile {
  return file.state === 'present';
}

/** Scalars of the service, and those that name it; a file that is no YAML sets variables. */
function inCompose(
  file: PresentFile,
  moves: Move[],
  services: string[],
): StaleReference[] {
  const { path, content } = file;
  const isYaml = /\.ya?ml$/.test(path);
  if (!isYaml)
    return linesOf(file, moves, (move, line) =>
      new RegExp(
        `^\\s*(export\\s+)?\\w*PORT\\s*[=:]\\s*["']?${move.from}["']?\\s*(#.*)?$`,
      ).test(line),
    );
  const lines = LineIndex.create(path, content);
  const staleReferences: StaleReference[] = [];
  const visit = (tree: Tree, keys: string[]) => {
    if (tree.kind === 'list') {
      for (const item of tree.items) visit(item, keys);
    } else if (tree.kind === 'map') {
      for (const [key, { value }] of tree.entries) visit(value, [...keys, key]);
    } else {
      const [top, name] = keys;
      const isOwn = top === 'services' && services.includes(name);
      const text = tree.text ?? '';
      for (const move of moves) {
        const { from: port, to: now } = move;
        if (
          isMeant(text, move, isOwn && move.isOwn) ||
          [text, `${keys.at(-1)}=${text}`].some(pair => isVariable(pair, move))
        )
          staleReferences.push({
            path,
            line: lines.lineAt(tree.start),
            port,
            now,
          });
      }
    }
  };
  try {
    for (const tree of parseYamlFile(file)) visit(tree, []);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
  }
  return staleReferences;
}

function linesOf(
  { path, content }: PresentFile,
  moves: Move[],
  isOwn: (move: Move, line: string) => boolean,
): StaleReference[] {
  return content.split('\n').flatMap((text, index) =>
    moves
      .filter(move => isMeant(text, move, isOwn(move, text)))
      .map(({ from, to }) => ({
        path,
        line: index + 1,
        port: from,
        now: to,
      })),
  );
}

/** Whether a text names a moved number: as an address, or at all where it is the service's own. */
function isMeant(text: string, { from, hosts }: Move, isOwn: boolean): boolean {
  if (!text.includes(String(from))) return false;
  return isOwn
    ? new RegExp(`(?<![\\d.])${from}(?![\\d.])`).test(text)
    : addressPattern(hosts, from).test(text);
}

/** Whether a pair sets a variable that says the number. */
function isVariable(pair: string, { from, prefixes }: Move): boolean {
  const [name, value] = pair.split('=');
  return (
    value?.trim() === String(from) &&
    name.endsWith('PORT') &&
    prefixes.some(prefix => name.startsWith(`${prefix}_`))
  );
}

/** `name:number`, wherever it stands in a text. */
export function addressPattern(hosts: string[], port: number | string): RegExp {
  const names = hosts.map(host => host.replaceAll('.', '\\.')).join('|');
  return new RegExp(`(?<![\\w.-])(${names}):${port}(?!\\d)`, 'g');
}
