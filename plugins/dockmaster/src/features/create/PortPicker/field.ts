import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { PortPicker } from './PortPicker';
import { validatePorts } from './validatePorts';

/** `ui:field: DockmasterPortPicker` in a template. */
export const portPickerField = {
  name: 'DockmasterPortPicker',
  component: PortPicker,
  validation: validatePorts,
  schema: makeFieldSchema({
    output: z =>
      z.object({
        http: z.number().optional(),
        database: z.number().optional(),
      }),
  }),
};
