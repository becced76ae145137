import { stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import { Standard } from '@huleedu/rule-087';
import { entityName, validateSpec } from '@huleedu/service-generator';
import { throwOnProblems } from './planChanges';

/** Entity ref of a service, from the name of its folder. */
export function entityRefOf(name: string): string {
  return stringifyEntityRef({
    kind: 'component',
    namespace: 'default',
    name: entityName(name),
  });
}

/** @throws InputError if the name is not valid */
export function validateName(name: string, standard: Standard) {
  throwOnProblems(
    validateSpec(
      // A minimal service, in which only the name can be wrong.
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
    `The name is taken: ${entityRef} is already in the catalog. Choose another name.`,
  );
}
