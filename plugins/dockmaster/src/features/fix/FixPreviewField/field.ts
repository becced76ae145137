import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { FixPreviewField } from './FixPreviewField';

/** `ui:field: DockmasterFixPreview` in a template whose form asks for `entityRef`. It shows, and has no value. */
export const fixPreviewField = {
  name: 'DockmasterFixPreview',
  component: FixPreviewField,
  schema: makeFieldSchema({ output: z => z.unknown() }),
};
