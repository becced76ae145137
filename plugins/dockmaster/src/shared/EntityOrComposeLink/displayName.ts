import { parseEntityRef } from '@backstage/catalog-model';

/** Before the name of a Compose service that no entity is known to build. */
const COMPOSE = 'compose:';

const DEFAULTS = { defaultKind: 'component', defaultNamespace: 'default' };

/** The Compose service that a party is, where it is no entity. */
export function composeServiceOf(party: string): string | undefined {
  return party.startsWith(COMPOSE) ? party.slice(COMPOSE.length) : undefined;
}

/** Who claims or has a port, as people call it: `identity-service`, or `kafka (Compose)`. */
export function partyName(party: string): string {
  const service = composeServiceOf(party);
  if (service !== undefined) return `${service} (Compose)`;
  try {
    const { kind, namespace, name } = parseEntityRef(party, DEFAULTS);
    return [
      kind.toLocaleLowerCase('en-US') !== DEFAULTS.defaultKind && `${kind}:`,
      namespace !== DEFAULTS.defaultNamespace && `${namespace}/`,
      name,
    ]
      .filter(Boolean)
      .join('');
  } catch {
    return party;
  }
}
