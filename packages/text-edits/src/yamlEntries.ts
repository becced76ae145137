import isEqual from 'fast-deep-equal';
import { parse } from 'yaml';
import { EditError } from './EditError';
import {
  endOfLine,
  lineAt,
  lineEndOf,
  nextLine,
  splice,
  startOfLine,
} from './lines';
import { Entry, readSection, Section, SectionKey } from './yamlSection';

/** The entry of a name in a section, or undefined. A key without a value is null. @public */
export function entryIn(
  content: string,
  key: SectionKey,
  name: string,
): { value: unknown } | undefined {
  const { data } = readSection(content, key);
  const section = data[key.key];
  if (key.nameOf) {
    const items: unknown[] = Array.isArray(section) ? section : [];
    const value = items.find(item => key.nameOf!(item) === name);
    return value === undefined ? undefined : { value };
  }
  return section && typeof section === 'object' && Object.hasOwn(section, name)
    ? { value: Reflect.get(section, name) ?? null }
    : undefined;
}

/** The value of a block, as {@link entryIn} would return it once it is added. @public */
export function valueOfBlock(block: string): unknown {
  const parsed = parse(block) as object;
  return Object.values(parsed)[0] ?? null;
}

/**
 * Adds an entry behind the others of its section, indented and set apart as they are. Everything else stays as it is.
 *
 * @param block - the entry as YAML that begins at the margin, two spaces a level
 * @throws EditError if the file is written so that this cannot be done
 * @public
 */
export function addEntry(
  content: string,
  key: SectionKey,
  block: string,
): string {
  const section = readSection(content, key);
  const lineEnd = lineEndOf(content);
  const indented = indent(block, section).join(lineEnd);
  const added = insert(content, key, section, {
    block,
    indented,
    lineEnd,
  });
  const value = valueOfBlock(block);
  const before = section.data[key.key];
  const name = Object.keys(parse(block) as object)[0];
  assertData(added, key, {
    ...section.data,
    [key.key]: section.isList
      ? [...((before as unknown[] | null) ?? []), value]
      : { ...(before as object | null), [name]: value },
  });
  return added;
}

function insert(
  content: string,
  { key }: SectionKey,
  section: Section,
  added: { block: string; indented: string; lineEnd: string },
): string {
  const { block, indented, lineEnd } = added;
  switch (section.form) {
    case 'missing': {
      const text = `${key}:${lineEnd}${indented}`;
      const kept = content.trimEnd();
      if (kept === '') return `${content}${text}${lineEnd}`;
      const rest = content.slice(kept.length);
      return `${kept}${lineEnd}${lineEnd}${text}${rest || lineEnd}`;
    }
    case 'empty': {
      const colon = content.indexOf(':', section.key!.end) + 1;
      const { start, end } = section.nothing!;
      if (content.slice(colon, start).trim() !== '')
        throw new EditError(`${key} says that it is empty in a way of its own`);
      const emptied = splice(content, colon, Math.max(colon, end), '');
      const at = endOfLine(emptied, colon);
      return splice(emptied, at, at, `${lineEnd}${indented}`);
    }
    case 'flow': {
      const last = section.entries.at(-1)!;
      const [name, value] = Object.entries(parse(block) as object)[0];
      const text = section.isList
        ? JSON.stringify(value)
        : `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
      return splice(content, last.end, last.end, `, ${text}`);
    }
    default: {
      const at = endOfLine(content, section.entries.at(-1)!.end);
      const gap = isSetApart(content, section) ? lineEnd : '';
      return splice(content, at, at, `${lineEnd}${gap}${indented}`);
    }
  }
}

/**
 * Takes an entry out, with the comments inside it. Comments above it stay: they may be about more than this entry.
 *
 * @throws EditError if the file is written so that this cannot be done
 * @public
 */
export function removeEntry(
  content: string,
  key: SectionKey,
  name: string,
): string {
  const section = readSection(content, key);
  const index = section.entries.findIndex(entry => entry.name === name);
  if (index === -1) return content;
  const removed =
    section.form === 'flow'
      ? removeFlowEntry(content, section, index)
      : removeBlockEntry(content, section, index);
  const data = { ...section.data };
  if (section.isList) {
    data[key.key] = (data[key.key] as unknown[]).filter(
      (_, position) => position !== index,
    );
  } else {
    const { [name]: _, ...others } = data[key.key] as Record<string, unknown>;
    data[key.key] = others;
  }
  assertData(removed, key, data);
  return removed;
}

function removeFlowEntry(
  content: string,
  { entries }: Section,
  index: number,
): string {
  const { start, end } = entries[index];
  if (index > 0) return splice(content, entries[index - 1].end, end, '');
  return splice(content, start, entries[index + 1]?.start ?? end, '');
}

function removeBlockEntry(
  content: string,
  section: Section,
  index: number,
): string {
  const { entries, isList } = section;
  const entry = entries[index];
  let start = startOfLine(content, entry.start);
  let end = endWithComments(content, entry, section.indent.length);
  const follows = end < content.length;
  const isBlank = (offset: number) => lineAt(content, offset).trim() === '';
  // What follows the last entry then follows the one before, as closely; else one of the two blank lines around it is enough.
  const isLast = index > 0 && index === entries.length - 1;
  const before = start > 0 ? startOfLine(content, start - 1) : start;
  const isDoubled = isLast || !follows || isBlank(end);
  if (start > 0 && isBlank(before) && isDoubled) start = before;
  else if (index === 0 && follows && isBlank(end)) end = nextLine(content, end);
  if (!follows && !content.endsWith('\n') && start > 0)
    start = endOfLine(content, startOfLine(content, start - 1));
  if (entries.length > 1) return splice(content, start, end, '');
  const emptied = splice(content, start, end, '');
  const at = content.indexOf(':', section.key!.end) + 1;
  return splice(emptied, at, at, isList ? ' []' : ' {}');
}

/** Behind the entry's last line and the comments below it that are indented further than the entry. */
function endWithComments(
  content: string,
  entry: Entry,
  indentation: number,
): number {
  let end = nextLine(content, entry.end);
  for (;;) {
    const line = lineAt(content, end);
    const isInside =
      line.trimStart().startsWith('#') &&
      line.length - line.trimStart().length > indentation;
    if (!isInside) return end;
    end = nextLine(content, end);
  }
}

/** Whether blank lines stand between the entries; of a single one, whether it has several lines. */
function isSetApart(content: string, { entries, isList }: Section): boolean {
  const last = entries.at(-1)!;
  const previous = entries.at(-2);
  if (!previous) {
    return !isList && content.slice(last.start, last.end).includes('\n');
  }
  return /\n[ \t]*\r?\n/.test(content.slice(previous.end, last.start));
}

/** The lines of a block, as deep as the section has them. */
function indent(block: string, { indent: margin, step }: Section): string[] {
  return block
    .trimEnd()
    .split('\n')
    .map(line => {
      const text = line.trimStart();
      const depth = (line.length - text.length) / 2;
      return `${margin}${step.repeat(depth)}${text}`;
    });
}

/** An edit must say what was meant and nothing else; YAML has too many forms to take that for granted. */
function assertData(
  content: string,
  key: SectionKey,
  expected: Record<string, unknown>,
) {
  if (!isEqual(readSection(content, key).data, expected))
    throw new EditError(`${key.key} is written in a way that cannot be edited`);
}
