import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { PortError } from '../ports/PortError';

/** Parts of an entity ref, as the catalog allows them, in lower case. */
const NAME = /^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/;

/** The entity ref of an owner in its full form. @throws PortError INVALID_OWNER */
export function parseOwner(owner: string): string {
  try {
    const ref = parseEntityRef(owner.toLocaleLowerCase('en-US'), {
      defaultKind: 'component',
      defaultNamespace: 'default',
    });
    if ([ref.kind, ref.namespace, ref.name].every(part => NAME.test(part)))
      return stringifyEntityRef(ref);
  } catch {
    // Said below.
  }
  throw new PortError(
    400,
    'INVALID_OWNER',
    `owner is "${owner.slice(
      0,
      100,
    )}", which is no entity ref. Write it as component:default/billing-service.`,
    { field: 'owner' },
  );
}
