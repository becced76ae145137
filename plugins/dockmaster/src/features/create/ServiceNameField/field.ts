import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { ServiceNameField } from './ServiceNameField';
import { validateServiceName } from './validateServiceName';

/** `ui:field: DockmasterServiceName` in a template. */
export const serviceNameField = {
  name: 'DockmasterServiceName',
  component: ServiceNameField,
  validation: validateServiceName,
  schema: makeFieldSchema({ output: z => z.string() }),
};
