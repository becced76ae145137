import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { DockmasterApi } from '@huleedu/plugin-dockmaster-common';
import { screen } from '@testing-library/react';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { dockmasterApi, refusal } from '../../../__testUtils__/dockmasterApi';
import { serviceFix } from '../../../__testUtils__/serviceFix';
import { FixPreviewField } from './FixPreviewField';

/** Shows the field in a form that has asked for the service before. */
function show(
  formData: { entityRef?: string },
  getFix: DockmasterApi['getFix'] = async () => serviceFix(),
) {
  const props = {
    schema: {},
    formContext: { formData },
    onChange: jest.fn(),
  } as unknown as FieldExtensionComponentProps<unknown>;
  const asked = jest.fn(getFix);
  renderInTestApp(<FixPreviewField {...props} />, {
    apis: [
      [dockmasterApiRef, dockmasterApi({ getFix: asked })],
      mockApis.permission(),
    ],
  });
  return asked;
}

const service = { entityRef: 'component:default/a-service' };

it('waits until a service is chosen', async () => {
  const asked = show({});
  expect(await screen.findByText(/^Choose a service/)).toBeInTheDocument();
  expect(asked).not.toHaveBeenCalled();
});

it('shows what would change in the files of the one that is', async () => {
  const asked = show(service);
  expect(
    await screen.findByRole('region', {
      name: 'Changes of services/a_service/Dockerfile.dev',
    }),
  ).toBeInTheDocument();
  expect(asked).toHaveBeenCalledWith({
    kind: 'component',
    namespace: 'default',
    name: 'a-service',
  });
});

it.each([
  ['Nothing to fix', async () => serviceFix({ files: [], fixed: [] })],
  [
    /^Clauses that lack a port/,
    async () =>
      serviceFix({
        files: [],
        fixed: [],
        conforms: false,
        remaining: [{ id: '8.1.http-range', reason: 'No port', needs: 'http' }],
      }),
  ],
  [
    'You may not see what would change',
    async () => {
      throw refusal({ name: 'NotAllowedError', message: 'no' });
    },
  ],
])('says: %s', async (words: string | RegExp, getFix) => {
  show(service, getFix as DockmasterApi['getFix']);
  expect(await screen.findByText(words)).toBeInTheDocument();
});
