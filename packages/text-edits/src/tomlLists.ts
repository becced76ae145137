import { AST, parseTOML, traverseNodes } from 'toml-eslint-parser';
import { EditError } from './EditError';
import { endOfLine, lineEndOf, nextLine, splice, startOfLine } from './lines';

type Element = { text: string; start: number; end: number };

/**
 * Names a folder in every list of a TOML file that names its siblings, as the last of them is named: in the list of what is tested, of what a
 * type checker is told, and so on. A list that names the folder already stays as it is.
 *
 * @param folder - for example `services/billing_service`
 * @throws EditError if the file is no TOML
 * @public
 */
export function addToLists(content: string, folder: string): string {
  let edited = content;
  // From the end to the beginning, so that the places before stay true.
  for (const elements of listsOf(content).reverse()) {
    if (elements.some(element => names(element, folder))) continue;
    const index = elements.findLastIndex(element => siblingIn(element, folder));
    if (index !== -1) edited = insertBehind(edited, elements, index, folder);
  }
  if (edited !== content) listsOf(edited);
  return edited;
}

/** Takes a folder out of every list that names it. @public */
export function removeFromLists(content: string, folder: string): string {
  let edited = content;
  for (const elements of listsOf(content).reverse()) {
    for (const [index, element] of [...elements.entries()].reverse()) {
      if (names(element, folder)) edited = remove(edited, elements, index);
    }
  }
  if (edited !== content) listsOf(edited);
  return edited;
}

/** The elements of each list, in the order of the file; lists inside of an element are part of it. */
function listsOf(content: string): Element[][] {
  const lists: Element[][] = [];
  let inside = 0;
  traverseNodes(parse(content), {
    enterNode(node) {
      if (node.type !== 'TOMLArray') return;
      if (inside === 0) {
        lists.push(
          node.elements.map(({ range: [start, end] }) => ({
            text: content.slice(start, end),
            start,
            end,
          })),
        );
      }
      inside++;
    },
    leaveNode(node) {
      if (node.type === 'TOMLArray') inside--;
    },
  });
  return lists;
}

function parse(content: string): AST.TOMLProgram {
  try {
    return parseTOML(content);
  } catch (error) {
    throw new EditError((error as Error).message);
  }
}

/** The last part of a folder that lies beside this one, in the words of an element. */
function siblingIn({ text }: Element, folder: string): string | undefined {
  const parent = folder.slice(0, folder.lastIndexOf('/') + 1);
  const at = text.indexOf(parent);
  return at === -1 || /[\w-]/.test(text[at - 1] ?? '')
    ? undefined
    : /^[a-z][a-z0-9_]*/.exec(text.slice(at + parent.length))?.[0];
}

function names(element: Element, folder: string): boolean {
  return (
    siblingIn(element, folder) === folder.slice(folder.lastIndexOf('/') + 1)
  );
}

function insertBehind(
  content: string,
  elements: Element[],
  index: number,
  folder: string,
): string {
  const { text, start, end } = elements[index];
  const sibling = siblingIn(elements[index], folder)!;
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const added = text
    .replaceAll(sibling, name)
    .replaceAll(sibling.replace(/_+/g, '-'), name.replace(/_+/g, '-'));
  const margin = content.slice(startOfLine(content, start), start);
  if (margin.trim() !== '') return splice(content, end, end, `, ${added}`);
  // On a line of its own, behind the comma and the comment of the line before.
  const comma = commaBehind(content, end);
  const line = endOfLine(content, end);
  const lineEnd = lineEndOf(content);
  return comma === 0
    ? splice(
        content,
        end,
        line,
        `,${content.slice(end, line)}${lineEnd}${margin}${added}`,
      )
    : splice(content, line, line, `${lineEnd}${margin}${added},`);
}

/** How far behind an element its comma reaches; 0 where it has none. */
function commaBehind(content: string, end: number): number {
  return /^\s*,/.exec(content.slice(end))?.[0].length ?? 0;
}

/** With its comma, and with its line where it has one of its own. */
function remove(content: string, elements: Element[], index: number): string {
  const { start, end } = elements[index];
  const comma = commaBehind(content, end);
  const line = startOfLine(content, start);
  const rest = content.slice(end + comma, endOfLine(content, end));
  const isAlone =
    content.slice(line, start).trim() === '' && /^\s*(#.*)?$/.test(rest);
  const before = elements[index - 1];
  const isLast = comma === 0 && before !== undefined;
  if (!isAlone) {
    if (isLast) return splice(content, before.end, end, '');
    const space = /^ */.exec(content.slice(end + comma))![0].length;
    return splice(content, start, end + comma + space, '');
  }
  const removed = splice(content, line, nextLine(content, end), '');
  return isLast
    ? splice(
        removed,
        before.end,
        before.end + commaBehind(content, before.end),
        '',
      )
    : removed;
}
