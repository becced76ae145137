import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  AuthorizeResult,
  Permission,
} from '@backstage/plugin-permission-common';
import {
  DockmasterApi,
  portManagePermission,
  serviceFixPermission,
} from '@huleedu/plugin-dockmaster-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { dockmasterApiRef } from '../../shared/dockmasterApiRef';
import { portsLinkRouteRef, templateFormRouteRef } from '../../routes';
import { Settled, settled } from '../../__testUtils__/Settled';
import { dockmasterApi, refusal } from '../../__testUtils__/dockmasterApi';
import {
  clause,
  entity,
  serviceDetail,
} from '../../__testUtils__/serviceDetail';
import { serviceFix } from '../../__testUtils__/serviceFix';
import { QueryProvider } from '../../shared/query';
import { ServiceFix } from './ServiceFix';

const template = (name: string, annotations: Record<string, string>) => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name, namespace: 'default', annotations },
});
const fixTemplate = template('fix-service', {
  'dockmaster.huleedu.com/template': 'fix',
});
const otherTemplate = template('create-service', {});

/** Shows the button of a service; decisions are cached by entity for as long as this file runs, so who may not has another service. */
function show(
  options: {
    getFix?: DockmasterApi['getFix'];
    verdict?: 'pass' | 'fail';
    templates?: Array<typeof fixTemplate>;
    mayChange?: boolean;
    /** The permission that `settled` waits for. */
    permission?: Permission;
  } = {},
) {
  const {
    verdict = 'fail',
    templates = [],
    mayChange = true,
    permission = serviceFixPermission,
  } = options;
  const getFix = jest.fn(options.getFix ?? (async () => serviceFix()));
  const { report } = serviceDetail([clause('8.1.prom-offset', verdict)]);
  const name = mayChange ? 'a-service' : 'guarded-service';
  const metadata = { ...entity.metadata, name };
  renderInTestApp(
    <EntityProvider entity={{ ...entity, metadata }}>
      <QueryProvider>
        <ServiceFix entity={{ ...entity, metadata }} report={report!} />
      </QueryProvider>
      <Settled
        permission={permission}
        resourceRef={`component:default/${name}`}
      />
    </EntityProvider>,
    {
      apis: [
        [
          dockmasterApiRef,
          dockmasterApi({
            getFix,
            listClauses: async () => [
              {
                id: '8.1.prom-offset',
                section: '8.1',
                sectionTitle: 'Port assignment',
                title: 'Prometheus port',
                severity: 'must',
                rationale: '',
                example: { file: 'dockerfile', passes: '', fails: '' },
                suppression: '',
              },
            ],
          }),
        ],
        [catalogApiRef, catalogApiMock({ entities: templates })],
        mockApis.permission({
          authorize: mayChange ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        }),
      ],
      mountedRoutes: {
        '/dockmaster/ports': portsLinkRouteRef,
        '/create/templates/:namespace/:templateName': templateFormRouteRef,
      },
    },
  );
  return getFix;
}

const button = () => screen.findByRole('button', { name: 'Show the fix' });

async function open() {
  await userEvent.click(await button());
  return within(
    await screen.findByRole('dialog', {
      name: 'Fix a_service',
    }),
  );
}

it('asks when it is opened, and not before', async () => {
  const getFix = show();
  await button();
  expect(getFix).not.toHaveBeenCalled();
  await open();
  expect(getFix).toHaveBeenCalledWith({
    kind: 'component',
    namespace: 'default',
    name: 'a-service',
  });
});

it('is not there where no clause fails', async () => {
  show({ verdict: 'pass' });
  await settled();
  expect(screen.queryByRole('button')).toBeNull();
});

it('shows the verdict afterwards, the fixed clauses and the changed lines', async () => {
  show();
  const dialog = await open();
  expect(await dialog.findByText('Conforms afterwards')).toBeInTheDocument();
  const fixed = within(dialog.getByRole('region', { name: 'Fixed clauses' }));
  await waitFor(() =>
    expect(
      fixed.getAllByRole('listitem').map(({ textContent }) => textContent),
    ).toEqual(['8.1.prom-offset Prometheus port', '8.2.expose-vars ']),
  );
  const changes = within(
    dialog.getByRole('region', {
      name: 'Changes of services/a_service/Dockerfile.dev',
    }),
  );
  expect(
    changes.getByRole('row', { name: /removed.*PROMETHEUS_PORT=9099/ }),
  ).toBeInTheDocument();
  expect(dialog.queryByRole('region', { name: 'What remains' })).toBeNull();
});

it('opens, closes and gives the focus back by keyboard', async () => {
  show();
  const opener = await button();
  act(() => opener.focus());
  await userEvent.keyboard('{Enter}');
  await screen.findByRole('dialog');
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(opener).toHaveFocus());
});

it('says each reason for what remains once, and leads to the ports where one is missing', async () => {
  const reason =
    'It takes a port of 7001–7020 that is reserved for the service.';
  show({
    getFix: async () =>
      serviceFix({
        conforms: false,
        remaining: [
          { id: '2.2.http-port-env', reason, needs: 'http' },
          { id: '8.1.unique', reason: 'Which of the services moves?' },
          { id: '8.1.http-range', reason, needs: 'http' },
        ],
      }),
  });
  const dialog = await open();
  expect(await dialog.findByText('Does not conform yet')).toBeInTheDocument();
  const remaining = within(
    dialog.getByRole('region', { name: 'What remains' }),
  );
  const [first, second] = remaining.getAllByRole('listitem');
  expect(first).toHaveTextContent(
    `${reason} Reserve an HTTP port2.2.http-port-env8.1.http-range`,
  );
  expect(within(first).getByRole('link')).toHaveAttribute(
    'href',
    '/dockmaster/ports?reserve=component%3Adefault%2Fa-service&role=http',
  );
  expect(within(second).queryByRole('link')).toBeNull();
});

it('names the ports that it reckons with, and those that others have', async () => {
  show({
    getFix: async () =>
      serviceFix({
        ports: { http: 7011 },
        taken: [{ port: 7006, reason: 'component:default/b-service has it' }],
      }),
  });
  const dialog = await open();
  expect(
    await dialog.findByText(
      'It reckons with HTTP 7011, reserved for this service.',
    ),
  ).toBeInTheDocument();
  expect(dialog.getByText(/^Port 7006 is taken/)).toBeInTheDocument();
});

it('says which clauses are waived, and which lines still name a port that moves', async () => {
  show({
    getFix: async () =>
      serviceFix({
        waived: ['2.2.image'],
        staleReferences: [
          { path: 'README.md', line: 7, port: 7009, now: 7011 },
        ],
      }),
  });
  const dialog = await open();
  expect(await dialog.findByText(/^Waived, .*: 2\.2\.image\.$/)).toBeVisible();
  expect(
    dialog.getByRole('region', { name: 'References to old ports' }),
  ).toHaveTextContent('README.md:7 names 7009, which becomes 7011.');
});

it('copies the patch', async () => {
  userEvent.setup();
  const write = jest.spyOn(navigator.clipboard, 'writeText');
  show();
  const dialog = await open();
  await userEvent.click(
    await dialog.findByRole('button', { name: 'Copy the patch' }),
  );
  expect(await dialog.findByText('Copied.')).toBeInTheDocument();
  expect(write).toHaveBeenCalledWith(serviceFix().patch);
  expect(dialog.getByText('git apply a_service.patch')).toBeInTheDocument();
});

it('says so where the browser does not let it be copied', async () => {
  userEvent.setup();
  jest.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error());
  show();
  const dialog = await open();
  await userEvent.click(
    await dialog.findByRole('button', { name: 'Copy the patch' }),
  );
  expect(await dialog.findByText(/does not let it/)).toBeInTheDocument();
});

const link = { name: 'Fix this service' };

it('leads to the template, too, where nothing is missing but a port', async () => {
  show({
    templates: [fixTemplate],
    getFix: async () =>
      serviceFix({
        files: [],
        fixed: [],
        remaining: [{ id: '8.1.unique', reason: 'Which?', needs: 'http' }],
      }),
  });
  const dialog = await open();
  expect(await dialog.findByRole('link', link)).toBeInTheDocument();
  expect(dialog.queryByRole('button', { name: 'Download' })).toBeNull();
});

it('leads to the template that the portal has for it, with the service filled in', async () => {
  show({ templates: [otherTemplate, fixTemplate] });
  const dialog = await open();
  const href = (await dialog.findByRole('link', link)).getAttribute('href')!;
  const { pathname, searchParams } = new URL(href, 'http://localhost');
  expect(pathname).toBe('/create/templates/default/fix-service');
  expect(JSON.parse(searchParams.get('formData')!)).toEqual({
    entityRef: 'component:default/a-service',
  });
});

it.each([
  ['where the portal has no template for it', { templates: [otherTemplate] }],
  ['for who may not', { templates: [fixTemplate], mayChange: false }],
])('has no link to a template %s', async (_, options) => {
  show(options);
  const dialog = await open();
  await dialog.findByText('Conforms afterwards');
  await settled();
  expect(dialog.queryByRole('link', link)).toBeNull();
});

it('leads nobody to the ports who may not change those of the service', async () => {
  show({
    mayChange: false,
    permission: portManagePermission,
    getFix: async () =>
      serviceFix({
        remaining: [{ id: '8.1.unique', reason: 'Which?', needs: 'http' }],
      }),
  });
  const dialog = await open();
  expect(await dialog.findByText(/^Which\?/)).toBeInTheDocument();
  await settled();
  expect(dialog.queryByRole('link')).toBeNull();
});

it.each([
  ['NotAllowedError', 'You may not see what would change'],
  ['NotFoundError', 'There is nothing that could be changed'],
  ['ServiceUnavailableError', 'Dockmaster did not answer'],
])('explains a %s', async (name, title) => {
  show({
    getFix: async () => {
      throw refusal({ name, message: 'Its folder has no Dockerfile.' });
    },
  });
  const dialog = await open();
  expect(await dialog.findByText(title)).toBeInTheDocument();
  expect(dialog.queryByRole('button', { name: 'Download' })).toBeNull();
});

it('offers nothing to take along where nothing changes', async () => {
  show({ getFix: async () => serviceFix({ files: [], fixed: [] }) });
  const dialog = await open();
  expect(await dialog.findByText('Nothing to fix')).toBeInTheDocument();
  expect(dialog.queryByRole('button', { name: 'Copy the patch' })).toBeNull();
});
