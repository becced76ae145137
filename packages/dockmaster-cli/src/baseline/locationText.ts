import { Evidence, Sources } from '@huleedu/rule-087';

/** Enough to tell one line from another, and to read in a review. */
const LONGEST = 120;

/** What stands at places of a service's files: on one line, without the layout, cut where it is long; empty where the file is not at hand. */
export function placeTextsIn(sources: Sources): (place: Evidence) => string {
  const files = [
    sources.dockerfile,
    sources.pyproject,
    ...sources.compose,
    ...Object.values(sources.composeContext ?? {}),
  ];
  const read = new Map<string, string[]>();
  const linesOf = (path: string): string[] => {
    const known = read.get(path);
    if (known) return known;
    const file = files.find(
      candidate => candidate.state === 'present' && candidate.path === path,
    );
    const lines = file?.state === 'present' ? file.content.split('\n') : [];
    read.set(path, lines);
    return lines;
  };
  return ({ file, startLine, startColumn, endLine, endColumn }) => {
    const lines = linesOf(file).slice(startLine - 1, endLine);
    if (lines.length === 0) return '';
    lines.push(lines.pop()!.slice(0, endColumn - 1));
    lines.unshift(lines.shift()!.slice(startColumn - 1));
    const text = lines.join(' ').replace(/\s+/g, ' ').trim();
    return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  };
}
