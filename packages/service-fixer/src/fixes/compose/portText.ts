import {
  PublishedPort,
  splitOutside,
  textOf,
  Tree,
} from '@huleedu/rule-087/model';
import { Edit, YamlText } from '@huleedu/text-edits';

/** What a port is to be published as; the container's stays where it is not given. */
type Published = { host: number; container?: number };

/**
 * A number in place of another one, written as it is or as the default of a variable.
 *
 * @returns undefined where it is written in another way, so a variable that is set elsewhere stays
 */
export function withNumber(
  text: string,
  old: number,
  next: number,
): string | undefined {
  const [, before, digits, after] =
    /^(\$\{[A-Za-z_]\w*:?-)?(\d+)(\})?$/.exec(text.trim()) ?? [];
  const isWhole = (before === undefined) === (after === undefined);
  return isWhole && Number(digits) === old
    ? `${before ?? ''}${next}${after ?? ''}`
    : undefined;
}

/** Publishes a port under other numbers: `127.0.0.1:${PORT:-8080}:8080/tcp` keeps its address, its variable and its protocol. */
export function republish(
  text: YamlText,
  tree: Tree,
  port: PublishedPort,
  published: Published,
): Edit[] | undefined {
  return tree.kind === 'map'
    ? republishLong(text, tree, port, published)
    : republishShort(text, tree, port, published);
}

function republishShort(
  text: YamlText,
  tree: Tree,
  { host, container }: PublishedPort,
  published: Published,
): Edit[] | undefined {
  const [, address = '', numbers, protocol = ''] =
    /^(\[[^\]]*\]:)?(.*?)(\/\w+)?$/.exec(textOf(tree)?.trim() ?? '') ?? [];
  const parts = splitOutside(numbers ?? '', ':');
  const inside = withNumber(
    parts.pop()!,
    container.from,
    published.container ?? container.from,
  );
  const outside =
    host === undefined
      ? String(published.host)
      : withNumber(parts.pop() ?? '', host.from, published.host);
  if (inside === undefined || outside === undefined) return undefined;
  const spelled = [...parts, outside, inside].join(':');
  return [text.setScalar(tree, `${address}${spelled}${protocol}`)];
}

function republishLong(
  text: YamlText,
  tree: Tree & { kind: 'map' },
  { host, container }: PublishedPort,
  published: Published,
): Edit[] | undefined {
  const numberOf = (key: string, old: number | undefined, next: number) =>
    old === undefined
      ? String(next)
      : withNumber(textOf(tree.entries.get(key)?.value) ?? '', old, next);
  const target = numberOf(
    'target',
    container.from,
    published.container ?? container.from,
  );
  const outside = numberOf('published', host?.from, published.host);
  return target === undefined || outside === undefined
    ? undefined
    : text.putIn(tree, { target, published: outside });
}
