import { parse } from 'dotenv';
import { SourceFile } from '../sources/Sources';
import { LineIndex } from '../dockerfile/LineIndex';
import { knownValue } from '../dockerfile/Value';
import { Text } from './ComposeModel';

/** The variables of a `.env` or an `env_file`, each with the line that sets it. */
export function readDotenv(
  file: Extract<SourceFile, { state: 'present' }>,
): Map<string, Text> {
  const { path, content } = file;
  const lines = LineIndex.create(path, content);
  const places = new Map<string, { start: number; end: number }>();
  let start = 0;
  for (const line of content.split('\n')) {
    const [, indent, name] =
      /^(\s*(?:export\s+)?)([\w.-]+)\s*[=:]/.exec(line) ?? [];
    if (name !== undefined) {
      const begin = start + indent.length;
      places.set(name, { start: begin, end: start + line.trimEnd().length });
    }
    start += line.length + 1;
  }
  return new Map(
    Object.entries(parse(content)).map(([name, value]) => [
      name,
      {
        value: knownValue(value),
        evidence: lines.evidence(places.get(name) ?? { start: 0, end: 0 }),
      },
    ]),
  );
}
