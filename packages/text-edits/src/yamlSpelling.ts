/** A value to write: a scalar, a list of texts, or a map with its keys in this order. @public */
export type YamlValue = Scalar | string[] | YamlMap;
/** A map to write, with its keys in this order. @public */
export type YamlMap = { [key: string]: YamlValue };
/** A text, a number or a boolean to write. @public */
export type Scalar = string | number | boolean;

/** How a file is indented: so much a level, and the dashes of a list so much from their key. */
export type Layout = { step: number; dash: number };

/** The key of what a map takes over; an alias stands behind it as it is. */
export const MERGE = '<<';

/** What stands below a key, from the key's margin on. */
export function blockLines(
  value: string[] | YamlMap,
  layout: Layout,
): string[] {
  if (Array.isArray(value))
    return value.map(item => `${' '.repeat(layout.dash)}- ${spell(item)}`);
  return Object.entries(value).flatMap(([key, inner]) => {
    const lines = isScalar(inner)
      ? [`${key}: ${key === MERGE ? inner : spell(inner)}`]
      : [`${key}:`, ...blockLines(inner, layout)];
    return lines.map(line => ' '.repeat(layout.step) + line);
  });
}

/** A value on one line, in brackets. */
export function flowText(value: YamlValue, like?: string): string {
  const textOf = (inner: YamlValue) => flowText(inner, like);
  if (isScalar(value)) return spell(value, { like, isInFlow: true });
  if (Array.isArray(value)) return `[${value.map(textOf).join(', ')}]`;
  const pairs = Object.entries(value).map(([key, inner]) =>
    key === MERGE ? `${key}: ${inner}` : `${textOf(key)}: ${textOf(inner)}`,
  );
  return `{ ${pairs.join(', ')} }`;
}

export function isScalar(value: YamlValue): value is Scalar {
  return typeof value !== 'object';
}

/**
 * A text as a scalar.
 *
 * @param like - the source of a scalar that it is to look like
 */
export function spell(
  value: Scalar,
  { like = '', isInFlow = false }: { like?: string; isInFlow?: boolean } = {},
): string {
  if (typeof value !== 'string') return String(value);
  const text = value;
  const [mark] = like;
  if (mark === '"') return JSON.stringify(text);
  if (mark === "'") return `'${text.replaceAll("'", "''")}'`;
  return shapeOf(like) === shapeOf(text) || isPlain(text, isInFlow)
    ? text
    : JSON.stringify(text);
}

/** Texts of one shape differ by their numbers alone, and stand as well without quotation marks. */
export function shapeOf(text: string): string {
  return text.replace(/\d+/g, '0');
}

/** Whether a text without quotation marks is a text for every reader: numbers and pairs of them are none. */
function isPlain(text: string, isInFlow: boolean): boolean {
  const signs = isInFlow
    ? /^[\w./$][\w./$:=@-]*$/
    : /^[\w./$][\w./$:=@{},| -]*$/;
  return (
    signs.test(text) &&
    !/: |[: ]$/.test(text) &&
    !/^[\d.:_-]*\d[\d.:_-]*$/.test(text) &&
    !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text)
  );
}
