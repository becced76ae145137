import { readFile } from 'node:fs/promises';

/** A fenced block of a README. */
export type Block = {
  path: string;
  line: number;
  /** The headings above it, outermost first. */
  headings: string[];
  language: string;
  code: string;
};

/** The fenced blocks of a README, in their order. */
export async function readBlocks(path: string): Promise<Block[]> {
  const blocks: Block[] = [];
  let headings: string[] = [];
  let block: (Omit<Block, 'code'> & { code: string[] }) | undefined;
  const lines = (await readFile(path, 'utf8')).split('\n');
  for (const [index, line] of lines.entries()) {
    const fence = line.match(/^```(\w*)/);
    if (fence && block) {
      blocks.push({ ...block, code: block.code.join('\n') });
      block = undefined;
    } else if (fence) {
      const [, language] = fence;
      block = { path, line: index + 1, headings, language, code: [] };
    } else if (block) {
      block.code.push(line);
    } else {
      const heading = line.match(/^(#+) (.*)/);
      if (heading) headings = [...headings.slice(0, heading[1].length - 1)];
      if (heading) headings[heading[1].length - 1] = heading[2];
    }
  }
  return blocks;
}

/** The blocks right under a heading. Throws when there are none. */
export function blocksUnder(blocks: Block[], heading: string): Block[] {
  const found = blocks.filter(({ headings }) => headings.at(-1) === heading);
  if (found.length === 0)
    throw new Error(
      `${blocks[0]?.path ?? 'The README'} shows nothing under "${heading}".`,
    );
  return found;
}
