import { SourceFile } from '@huleedu/rule-087';
import { parseYamlFile, Tree, YamlError } from '@huleedu/rule-087/model';
import { applyEdits, Edit } from '@huleedu/text-edits';
import { addressPattern } from './staleReferences';
import { Move } from './movesBetween';

/**
 * A YAML file that reaches a service by its name and number, with the number that it has now: Prometheus scrapes `billing_service:9099`.
 *
 * @notes
 * Only what names the service itself is changed, and no comment. What names the machine, such as `localhost:7009`, may be anybody.
 */
export function followMoves(
  file: SourceFile,
  moves: Move[],
  names: string[],
): SourceFile {
  if (file.state !== 'present') return file;
  const { path, content } = file;
  // All at once: a number that one port leaves may be taken by the other.
  const next = new Map(
    moves.flatMap(({ from, to, isOwn }) =>
      isOwn ? [[String(from), to] as const] : [],
    ),
  );
  const pattern = addressPattern(names, '(\\d+)');
  const edits = scalarsOf(file).flatMap(({ start, end }): Edit[] => {
    const source = content.slice(start, end);
    const text = source.replace(pattern, (whole, name, port) =>
      next.has(port) ? `${name}:${next.get(port)}` : whole,
    );
    return text === source ? [] : [{ path, start, end, text }];
  });
  return { ...file, content: applyEdits(content, edits) ?? content };
}

/** None where the file is no YAML. */
function scalarsOf(file: { content: string }): Tree[] {
  const within = (tree: Tree): Tree[] => {
    if (tree.kind === 'list') return tree.items.flatMap(within);
    return tree.kind === 'map'
      ? [...tree.entries.values()].flatMap(({ value }) => within(value))
      : [tree];
  };
  try {
    return parseYamlFile(file).flatMap(within);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return [];
  }
}
