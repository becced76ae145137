import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { serviceEntityRef } from '../ServiceNameField';
import { ChosenPorts, faultsOfChoice } from './portChoices';

/** Whether the chosen numbers can still be had. Whoever may not see the ports is told by the task. */
export const validatePorts: CustomFieldValidator<ChosenPorts> = async (
  chosen,
  field,
  { apiHolder, formData },
) => {
  if (Object.keys(chosen ?? {}).length === 0) return;
  const overview = await apiHolder
    .get(dockmasterApiRef)
    ?.getPorts()
    .catch(() => undefined);
  if (!overview) return;
  const owner = serviceEntityRef(String(formData.name ?? ''));
  for (const fault of faultsOfChoice(chosen, overview, owner))
    field.addError(fault);
};
