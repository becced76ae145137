import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { dockmasterApiRef } from './api';
import plugin from './plugin';
import { clause, entity, serviceDetail } from './testing/serviceDetail';

const show = (of: typeof entity) =>
  renderTestApp({
    features: [plugin],
    extensions: [createTestEntityPage({ entity: of })],
    apis: [
      mockApis.permission(),
      [
        dockmasterApiRef,
        {
          getService: async () => serviceDetail([clause('2.1.base', 'pass')]),
          refreshService: jest.fn(),
          listServices: jest.fn(),
          listClauses: jest.fn(),
        },
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
  await new Promise(resolve => setTimeout(resolve, 500));
  expect(screen.queryByRole('region', { name: 'Docker standard' })).toBeNull();
});
