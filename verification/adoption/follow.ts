import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { run } from './processes.ts';
import type { Block } from './readme.ts';

/** Where blocks are followed. */
type Target = {
  directory: string;
  environment: NodeJS.ProcessEnv;
  /** Replaces names of the README's example with the reader's own. */
  replace?: (code: string) => string;
};

/**
 * Follows a README's blocks in a portal: commands are run, and a block whose first line names a file goes into that file. A block that cannot be
 * followed is an error, and so is a missing line of its context.
 */
export async function follow(blocks: Block[], where: Target): Promise<void> {
  for (const block of blocks) {
    const code = where.replace?.(block.code) ?? block.code;
    try {
      await followBlock({ ...block, code }, where);
    } catch (error) {
      throw new Error(`${block.path}:${block.line}: ${error}`);
    }
  }
}

async function followBlock(
  { language, code }: Block,
  { directory, environment }: Target,
) {
  if (language === 'sh') {
    await run('bash', ['-ec', code], { cwd: directory, env: environment });
    return;
  }
  const [first, ...rest] = code.split('\n');
  const name = first.match(/^(?:#|\/\/) ([\w./-]+)$/)?.[1];
  const change = changes[language];
  if (!name || !change)
    throw new Error(
      `a block of "${language}" that begins "${first}" cannot be followed.`,
    );
  const file = join(directory, name);
  await writeFile(file, change(await readFile(file, 'utf8'), rest.join('\n')));
}

const changes: Record<string, (text: string, addition: string) => string> = {
  yaml: (text, addition) => stringify(merge(parse(text), parse(addition))),
  ts: beforeStart,
  diff: patch,
};

/** Lists grow, and a later value replaces an earlier one. */
function merge(base: unknown, addition: unknown): unknown {
  if (Array.isArray(base) && Array.isArray(addition))
    return [...base, ...addition];
  if (!isObject(base) || !isObject(addition)) return addition;
  const merged = { ...base };
  for (const [key, value] of Object.entries(addition))
    merged[key] = merge(base[key], value);
  return merged;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function beforeStart(text: string, addition: string): string {
  const start = 'backend.start();';
  if (!text.includes(start)) throw new Error(`the file has no "${start}".`);
  return text.replace(start, `${addition}\n\n${start}`);
}

/** Lines of `@@` separate hunks; a hunk without context goes to the top of the file. */
function patch(text: string, diff: string): string {
  let lines = text.split('\n');
  for (const hunk of diff.split(/^@@.*\n/m).filter(Boolean)) {
    const marked = hunk.replace(/\n$/, '').split('\n');
    const take = (signs: string) =>
      marked.filter(line => signs.includes(line[0])).map(line => line.slice(1));
    const [before, after] = [take(' -'), take(' +')];
    const at = before.length === 0 ? 0 : indexOfLines(before, lines);
    lines = [
      ...lines.slice(0, at),
      ...after,
      ...lines.slice(at + before.length),
    ];
  }
  return lines.join('\n');
}

function indexOfLines(wanted: string[], lines: string[]): number {
  const isThere = (at: number) =>
    wanted.every((line, index) => line === lines[at + index]);
  const found = [...lines.keys()].filter(isThere);
  if (found.length !== 1)
    throw new Error(
      `the file has these lines ${found.length} times, not once:\n${wanted.join(
        '\n',
      )}`,
    );
  return found[0];
}
