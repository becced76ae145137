import { Instruction } from '../dockerfile/Instruction';

/**
 * Every flag of an instruction, in order: `--mount` and `--exclude` may stand there many times.
 *
 * @param content - the Dockerfile
 */
export function readFlags(
  { start, body }: Instruction,
  content: string,
): Array<{ name: string; value: string }> {
  const text = content
    .slice(start, body.offsetAt(0))
    .replace(/^\s*#.*$/gm, '')
    .replace(/[\\`][ \t]*\r?\n/g, '');
  return [...text.matchAll(/(?<=\s)--([a-z-]+)(?:=(\S*))?/g)].map(
    ([, name, value = '']) => ({ name, value }),
  );
}
