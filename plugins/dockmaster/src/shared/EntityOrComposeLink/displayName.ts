import { parseEntityRef } from '@backstage/catalog-model';

/** Before the name of a Compose service that no entity is known to build. */
const COMPOSE = 'compose:';

const DEFAULTS = { defaultKind: 'component', defaultNamespace: 'default' };

/** The Compose service that a claimant is, where it is no entity. */
export function composeServiceOf(claimant: string): string | undefined {
  return claimant.startsWith(COMPOSE)
    ? claimant.slice(COMPOSE.length)
    : undefined;
}

/** The name that people use for an entity or a Compose service: `identity-service`, or `kafka (Compose)`. */
export function displayName(claimant: string): string {
  const service = composeServiceOf(claimant);
  if (service !== undefined) return `${service} (Compose)`;
  try {
    const { kind, namespace, name } = parseEntityRef(claimant, DEFAULTS);
    return [
      kind.toLocaleLowerCase('en-US') !== DEFAULTS.defaultKind && `${kind}:`,
      namespace !== DEFAULTS.defaultNamespace && `${namespace}/`,
      name,
    ]
      .filter(Boolean)
      .join('');
  } catch {
    return claimant;
  }
}
