import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ServiceCatalog } from './ServiceCatalog';

const ref = 'component:default/a';

async function askedAs(credentials: Parameters<ServiceCatalog['has']>[1]) {
  const auth = mockServices.auth({ pluginId: 'dockmaster' });
  const catalog = catalogServiceMock.mock();
  catalog.getEntitiesByRefs.mockResolvedValue({ items: [] });
  await new ServiceCatalog({ auth, catalog, filter: {} }).has(ref, credentials);
  const [, options] = catalog.getEntitiesByRefs.mock.calls[0];
  const asker =
    options && 'credentials' in options ? options.credentials : undefined;
  return asker && auth.isPrincipal(asker, 'service')
    ? asker.principal.subject
    : 'somebody';
}

it('shows people what they may see, and programs what Dockmaster lets them', async () => {
  expect(await askedAs(mockCredentials.user())).toBe('somebody');
  const ci = mockCredentials.service('external:ci', {
    permissionNames: ['dockmaster.report.read'],
  });
  expect(await askedAs(ci)).toBe('plugin:dockmaster');
});
