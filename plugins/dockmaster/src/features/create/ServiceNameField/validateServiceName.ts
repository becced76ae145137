import { ApiHolder, coreApis } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { faultOfName, serviceEntityRef } from './serviceName';

/** Whether a name can be a service's, and nobody else has it. */
export const validateServiceName: CustomFieldValidator<string> = async (
  name,
  field,
  { apiHolder },
) => {
  const fault = faultOfName(name ?? '') ?? (await whyTaken(name, apiHolder));
  if (fault) field.addError(fault);
};

async function whyTaken(
  name: string,
  apis: ApiHolder,
): Promise<string | undefined> {
  const ref = serviceEntityRef(name);
  const entity = await apis.get(catalogApiRef)?.getEntityByRef(ref);
  if (entity) {
    return `The name is taken: the catalog has ${entity.metadata.name} already. Choose another name.`;
  }
  const requester = await reservedBy(ref, apis);
  return requester
    ? `${requester} has reserved ports for a service of this name. Choose another name.`
    : undefined;
}

/** Somebody else who has reserved ports for it; undefined too where one may not see that: the task is going to tell. */
async function reservedBy(
  owner: string,
  apis: ApiHolder,
): Promise<string | undefined> {
  try {
    const reservations = await apis.get(dockmasterApiRef)?.listReservations({
      owner,
    });
    const identity = await apis.get(coreApis.identity)?.getBackstageIdentity();
    const me = identity?.userEntityRef;
    return reservations?.items.find(({ requester }) => requester !== me)
      ?.requester;
  } catch {
    return undefined;
  }
}
