export type Painter = Record<
  'good' | 'bad' | 'unsure' | 'strong',
  (text: string) => string
>;

/** Colours for a terminal; nothing where it shows none. */
export function painter(colors: boolean): Painter {
  const code = (number: number) => (text: string) =>
    colors ? `\u001b[${number}m${text}\u001b[0m` : text;
  return { good: code(32), bad: code(31), unsure: code(33), strong: code(1) };
}
