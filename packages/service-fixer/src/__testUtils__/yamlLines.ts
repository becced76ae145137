/** YAML as it may be written: every value with a way of its own. */
export type Yaml =
  | string
  | { items: Yaml[]; isFlow?: boolean }
  | { entries: Array<[string, Yaml]>; isFlow?: boolean; anchor?: string };
export type Style = { step: number; dash: number };

/** A pair as the lines that it takes. */
export function lines(
  key: string,
  value: Yaml,
  { step, dash }: Style,
): string[] {
  const style = { step, dash };
  const inset = (count: number) => (line: string) =>
    line === '' ? '' : ' '.repeat(count) + line;
  if (typeof value === 'string') {
    const [first, ...more] = value.split('\n');
    return [
      `${key}:${first === '' ? '' : ` ${first}`}`,
      ...more.map(inset(step)),
    ];
  }
  if (value.isFlow) return [`${key}: ${flow(value)}`];
  if ('items' in value) {
    return [
      `${key}:`,
      ...value.items.flatMap(item => {
        if (typeof item === 'string') return [inset(dash)(`- ${item}`)];
        if ('items' in item) return [inset(dash)(`- ${flow(item)}`)];
        const [first, ...more] = item.entries.flatMap(([name, inner]) =>
          lines(name, inner, style),
        );
        return [inset(dash)(`- ${first}`), ...more.map(inset(dash + 2))];
      }),
    ];
  }
  return [
    `${key}:${value.anchor ? ` &${value.anchor}` : ''}`,
    ...value.entries.flatMap(([name, inner]) =>
      lines(name, inner, style).map(inset(step)),
    ),
  ];
}

function flow(value: Yaml): string {
  if (typeof value === 'string')
    return /[{},]/.test(value) && !/^["'*]/.test(value)
      ? JSON.stringify(value)
      : value;
  return 'items' in value
    ? `[${value.items.map(flow).join(', ')}]`
    : `{ ${value.entries
        .map(([key, inner]) => `${key}: ${flow(inner)}`)
        .join(', ')} }`;
}
