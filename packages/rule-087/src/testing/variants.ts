import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { judge } from '../judge';
import { Report } from '../report/Report';
import { Declaration } from '../source/Sources';
import { rule087 } from '../standard/rule087';

/** A Dockerfile, what is declared of it, and what was decided by hand: clause id → `verdict line`. */
export type Variant = {
  name: string;
  declaration: Declaration;
  expected: Record<string, string>;
  content: string;
};

const [, ...blocks] = readFileSync(
  resolve(__dirname, '../fixtures/variants.txt'),
  'utf8',
).split(/^===== /m);

function readVariant(block: string): Variant {
  const [head, content] = block.split('\n-----\n');
  const [name, ...lines] = head.split('\n');
  const isDeclared = (line: string) => line.includes('=');
  return {
    name,
    content,
    declaration: {
      service: 'identity_service',
      ...Object.fromEntries(
        lines.filter(isDeclared).map(line => line.split('=')),
      ),
    },
    expected: Object.fromEntries(
      lines
        .filter(line => !isDeclared(line))
        .map(line => {
          const [id, ...verdict] = line.split(' ');
          return [id, verdict.join(' ')];
        }),
    ),
  };
}

/** Dockerfiles as people write them. */
export const variants: Variant[] = blocks.map(readVariant);

export function judgeVariant({ content, declaration }: Variant): Report {
  return judge(
    {
      dockerfile: { state: 'present', path: 'Dockerfile', content },
      pyproject: { state: 'not-given' },
      compose: [],
    },
    rule087,
    declaration,
  );
}
