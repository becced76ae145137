import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { run } from './processes.mjs';

/**
 * Does in a portal what a README's blocks say, as somebody would who follows it: commands are run, and a block whose first line names a file goes into
 * that file. A block that cannot be followed is an error, and so is a line that it wants to stand beside and that is not there.
 *
 * @param where - `{ directory, environment, replace }`; `replace` gives a block's text another one where the README names what is the reader's own
 */
export async function follow(blocks, where) {
  for (const block of blocks) {
    const code = where.replace?.(block.code) ?? block.code;
    try {
      await followBlock({ ...block, code }, where);
    } catch (error) {
      throw new Error(`${block.path}:${block.line}: ${error.message}`);
    }
  }
}

async function followBlock({ language, code }, { directory, environment }) {
  if (language === 'sh') {
    await run('bash', ['-ec', code], { cwd: directory, env: environment });
    return;
  }
  const [first, ...rest] = code.split('\n');
  const name = first.match(/^(?:#|\/\/) ([\w./-]+)$/)?.[1];
  const change = changes[language];
  if (!name || !change)
    throw new Error(
      `nothing is known to be done with a block of "${language}" that begins "${first}".`,
    );
  const file = join(directory, name);
  await writeFile(file, change(await readFile(file, 'utf8'), rest.join('\n')));
}

const changes = {
  yaml: (text, addition) => stringify(merge(parse(text), parse(addition))),
  ts: beforeStart,
  diff: patch,
};

/** Lists grow, what is said twice is said anew. */
function merge(base, addition) {
  if (Array.isArray(base) && Array.isArray(addition))
    return [...base, ...addition];
  if (!isObject(base) || !isObject(addition)) return addition;
  const merged = { ...base };
  for (const [key, value] of Object.entries(addition))
    merged[key] = merge(base[key], value);
  return merged;
}

const isObject = value => typeof value === 'object' && value !== null;

function beforeStart(text, addition) {
  const start = 'backend.start();';
  if (!text.includes(start)) throw new Error(`the file has no "${start}".`);
  return text.replace(start, `${addition}\n\n${start}`);
}

/** Hunks stand between lines of `@@`; one without a line of the file's own goes to its top. */
function patch(text, diff) {
  let lines = text.split('\n');
  for (const hunk of diff.split(/^@@.*\n/m).filter(Boolean)) {
    const marked = hunk.replace(/\n$/, '').split('\n');
    const take = signs =>
      marked.filter(line => signs.includes(line[0])).map(line => line.slice(1));
    const [before, after] = [take(' -'), take(' +')];
    const at = before.length === 0 ? 0 : placeOf(before, lines);
    lines = [
      ...lines.slice(0, at),
      ...after,
      ...lines.slice(at + before.length),
    ];
  }
  return lines.join('\n');
}

function placeOf(wanted, lines) {
  const isThere = at =>
    wanted.every((line, index) => line === lines[at + index]);
  const places = [...lines.keys()].filter(isThere);
  if (places.length !== 1)
    throw new Error(
      `these lines are there ${places.length} times, not once:\n${wanted.join(
        '\n',
      )}`,
    );
  return places[0];
}
