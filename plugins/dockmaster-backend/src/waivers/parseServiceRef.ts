import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** An entity ref in its full form, in lower case. @throws InputError */
export function parseServiceRef(entityRef: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(entityRef.toLocaleLowerCase('en-US'), {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    throw new InputError(
      `entityRef is "${entityRef}", which is no entity ref. Write it as component:default/billing-service.`,
    );
  }
}
