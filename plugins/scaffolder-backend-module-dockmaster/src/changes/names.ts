import { stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import { Standard } from '@huleedu/rule-087';
import { entityName, validateSpec } from '@huleedu/service-generator';
import { throwOnProblems } from './planChanges';

/** A service in the catalog, by the name of its folder. */
export function entityRefOf(name: string): string {
  return stringifyEntityRef({
    kind: 'component',
    namespace: 'default',
    name: entityName(name),
  });
}

/** @throws InputError where no service may be called so */
export function validateName(name: string, standard: Standard) {
  throwOnProblems(
    validateSpec(
      // The least of a service: nothing but the name can be wrong with it.
      {
        name,
        description: name,
        owner: 'group:default/any',
        kind: 'worker',
        database: false,
        ports: {},
      },
      standard,
    ).filter(({ field }) => field === 'name'),
  );
}

export function nameTaken(entityRef: string) {
  return new ConflictError(
    `The name is taken: the catalog has ${entityRef} already. Choose another name.`,
  );
}
