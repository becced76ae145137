import { ApiHolder, coreApis } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { dockmasterApi } from '../../../__testUtils__/dockmasterApi';
import { reservation } from '../../../__testUtils__/ports';
import { validateServiceName } from './validateServiceName';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'identity-service', namespace: 'default' },
};

async function faultOf(
  name: string,
  listReservations = async ({ owner }: { owner?: string } = {}) => ({
    items: [
      reservation({
        owner: 'component:default/theirs',
        requester: 'user:default/bo',
      }),
      reservation({
        owner: 'component:default/mine',
        requester: 'user:default/me',
      }),
    ].filter(item => item.owner === owner),
  }),
) {
  const faults: string[] = [];
  const apis: Record<string, unknown> = {
    [catalogApiRef.id]: catalogApiMock({ entities: [entity] }),
    [dockmasterApiRef.id]: dockmasterApi({ listReservations }),
    [coreApis.identity.id]: {
      getBackstageIdentity: async () => ({ userEntityRef: 'user:default/me' }),
    },
  };
  const apiHolder = { get: (ref: { id: string }) => apis[ref.id] } as ApiHolder;
  const field = { addError: (message?: string) => faults.push(message ?? '') };
  await validateServiceName(name, field, {
    apiHolder,
    formData: {},
    schema: {},
  });
  return faults[0];
}

it.each(['counting_service', 'c2', 'mine'])('takes %s', async name => {
  expect(await faultOf(name)).toBeUndefined();
});

it.each([
  ['identity_service', /catalog has identity-service/],
  ['identity__service', /catalog has identity-service/],
  ['theirs', /user:default\/bo has reserved/],
  ['', /^Write 2 to 63/],
  ['a', /^Write 2 to 63/],
  ['Counting', /^Write 2 to 63/],
  ['../x', /^Write 2 to 63/],
  ['"; rm -rf', /^Write 2 to 63/],
  ['zähler', /^Write 2 to 63/],
  ['{{ x }}', /^Write 2 to 63/],
  ['ends_', /^Write 2 to 63/],
  ['a'.repeat(200), /^Write 2 to 63/],
])('refuses %j', async (name, fault) => {
  expect(await faultOf(name)).toMatch(fault);
});

it('leaves reservations to the task where one may not see them', async () => {
  const denied = () => Promise.reject(new Error('no'));
  expect(await faultOf('theirs', denied)).toBeUndefined();
});
