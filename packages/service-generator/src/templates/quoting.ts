import { stringify } from 'yaml';

/** A text in double quotes, which YAML, TOML and Python read alike; control characters are not in it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A YAML scalar, plain where every YAML reader takes that for this text. */
export function yamlScalar(text: string): string {
  return stringify(text, { version: '1.1', lineWidth: 0 }).trimEnd();
}

/** A paragraph of Markdown that shows this text, whatever signs are in it. */
export function markdownText(text: string): string {
  return text
    .trim()
    .replace(/[\\`*_[\]<>&|~$]/g, '\\$&')
    .replace(/^([#+=-])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** The pairs of an ENV instruction, one a line. */
export function environmentPairs(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${environmentValue(value)}`)
    .join(' \\\n    ');
}

function environmentValue(value: string): string {
  return /^[\w.:/@%+,-]+$/.test(value)
    ? value
    : `"${value.replace(/["\\$]/g, '\\$&')}"`;
}

/** The exec form of CMD. */
export function execForm(words: string[]): string {
  return `[${words.map(word => JSON.stringify(word)).join(', ')}]`;
}
