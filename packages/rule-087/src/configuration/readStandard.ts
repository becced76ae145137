import type { ErrorObject } from 'ajv';
import { isMap, isSeq, parseDocument } from 'yaml';
import { LineIndex } from '../source/LineIndex';
import { Evidence } from '../source/Evidence';
import { poolProblems } from '../standard/pools';
import { rule087 } from '../standard/rule087';
import { Standard } from '../standard/Standard';
import { validateConfiguration } from './validateConfiguration';

/** Something in a configuration that says nothing valid. @public */
export type ConfigurationError = { message: string; evidence: Evidence };

/**
 * The rule with an organisation's overrides.
 *
 * @param path - of the file, for messages
 * @returns the standard, or every error with its place
 *
 * @public
 */
export function readStandard(
  path: string,
  content: string,
): { standard: Standard } | { errors: ConfigurationError[] } {
  const lines = LineIndex.create(path, content);
  const at = (start: number, end = start) => lines.evidence({ start, end });
  const document = parseDocument(content, { logLevel: 'silent' });
  if (document.errors.length > 0) {
    return {
      errors: document.errors.map(({ message, pos }) => ({
        message: message.split('\n')[0],
        evidence: at(pos[0], pos[1]),
      })),
    };
  }
  const overrides: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  const errors = validate(overrides).map(error => {
    const keys = error.instancePath.split('/').slice(1).map(unescapePointer);
    const name = error.params.additionalProperty ?? error.propertyName;
    const [start, end] = rangeOf(
      document,
      name === undefined ? keys : [...keys, name],
    );
    return { message: messageOf(error, keys), evidence: at(start, end) };
  });
  if (errors.length > 0) return { errors };
  const standard = withOverrides(overrides as Record<string, unknown>);
  const problems = poolProblems(standard).map(({ keys, message }) => ({
    message,
    evidence: at(...rangeOf(document, ['ports', ...keys])),
  }));
  return problems.length > 0 ? { errors: problems } : { standard };
}

/**
 * The rule with overrides that are data already.
 *
 * @throws Error that names each key at fault
 *
 * @public
 */
export function createStandard(overrides: unknown): Standard {
  const errors = validate(overrides);
  if (errors.length > 0) {
    throw new Error(
      errors
        .map(error => messageOf(error, error.instancePath.split('/').slice(1)))
        .join('; '),
    );
  }
  const standard = withOverrides(overrides as Record<string, unknown>);
  const problems = poolProblems(standard);
  if (problems.length > 0)
    throw new Error(problems.map(({ message }) => message).join('; '));
  return standard;
}

function validate(overrides: unknown): ErrorObject[] {
  // Of a key that is none, its own message says enough.
  return validateConfiguration(overrides).filter(
    ({ keyword }) => keyword !== 'propertyNames',
  );
}

function messageOf(error: ErrorObject, keys: string[]): string {
  const name = error.params.additionalProperty ?? error.propertyName;
  const where =
    [...keys, ...(name === undefined ? [] : [name])].join('.') || 'The file';
  if (error.keyword === 'additionalProperties')
    return `${where} is no key of the configuration`;
  const allowed = error.params.allowedValues as string[] | undefined;
  if (error.propertyName !== undefined)
    return `${where} is no clause of the rule`;
  return `${where} ${error.message}${allowed ? `: ${allowed.join(', ')}` : ''}`;
}

function unescapePointer(segment: string): string {
  return segment.replace(/~1/g, '/').replace(/~0/g, '~');
}

/** Where a key's pair stands; that of the nearest key above it where there is none. */
function rangeOf(
  document: ReturnType<typeof parseDocument>,
  keys: string[],
): [number, number] {
  let node: unknown = document.contents;
  let range: [number, number] = [0, 0];
  for (const key of keys) {
    if (isSeq(node)) {
      node = node.items[Number(key)];
      const place = (node as { range?: [number, number, number] } | undefined)
        ?.range;
      if (!place) break;
      range = [place[0], place[1]];
      continue;
    }
    const pair = isMap(node)
      ? node.items.find(item => String(item.key) === key)
      : undefined;
    const place = (
      pair?.key as { range?: [number, number, number] } | undefined
    )?.range;
    if (!pair || !place) break;
    range = [place[0], place[1]];
    node = pair.value;
  }
  return range;
}

function withOverrides({
  accept,
  ports,
  image,
  stages,
  severities,
  ...rest
}: Record<string, unknown>): Standard {
  const accepted = (accept ?? {}) as Record<string, unknown>;
  return {
    ...rule087,
    ...rest,
    image: { ...rule087.image, ...(image as object) },
    stages: { ...rule087.stages, ...(stages as object) },
    ports: { ...rule087.ports, ...(ports as object) },
    severities: { ...rule087.severities, ...(severities as object) },
    accept: {
      frozenLock: Boolean(accepted['frozen-lock']),
      sharedDepsImages:
        (accepted['shared-deps-image'] as string[] | undefined) ?? [],
      builderRuntimeSplit: Boolean(accepted['builder-runtime-split']),
    },
  };
}
