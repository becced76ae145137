import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { dockmasterApiRef } from './shared/dockmasterApiRef';
import plugin from './plugin';
import { dockmasterApi } from './__testUtils__/dockmasterApi';
import { portOverview, reservation } from './__testUtils__/ports';
import { clause, entity, serviceDetail } from './__testUtils__/serviceDetail';

/** On the page of every entity, and no sooner there than ours. */
const anotherCard = EntityCardBlueprint.make({
  name: 'another',
  params: {
    loader: async () => {
      await import('./features/compliance');
      return <p>Another card</p>;
    },
  },
});

const show = (of: typeof entity, initialRouteEntries?: string[]) =>
  renderTestApp({
    features: [plugin],
    initialRouteEntries,
    extensions: [createTestEntityPage({ entity: of }), anotherCard],
    apis: [
      mockApis.permission(),
      [
        dockmasterApiRef,
        dockmasterApi({
          getService: async () => serviceDetail([clause('2.1.base', 'pass')]),
          getPorts: async () => portOverview(),
          listReservations: async () => ({ items: [reservation()] }),
        }),
      ],
    ],
  });

it("stands on a service's page", async () => {
  show(entity);
  expect(
    await screen.findByRole('region', { name: 'Docker standard' }),
  ).toBeInTheDocument();
  expect(await screen.findByText('Conforms')).toBeInTheDocument();
});

it('is not on the page of a library', async () => {
  show({ ...entity, spec: { ...entity.spec, type: 'library' } });
  await screen.findByText('Another card');
  expect(screen.queryByRole('region', { name: 'Docker standard' })).toBeNull();
});

it('brings a page with every port, to which the card leads', async () => {
  show(entity);
  expect(
    await screen.findByRole('link', { name: 'All ports' }),
  ).toHaveAttribute('href', '/dockmaster/ports');
});

it('shows the page under its address', async () => {
  show(entity, ['/dockmaster/ports']);
  expect(
    await screen.findByRole('button', { name: /^7005, active/ }),
  ).toBeInTheDocument();
});
