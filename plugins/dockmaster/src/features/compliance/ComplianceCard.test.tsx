import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  DockmasterApi,
  ServiceDetail,
  ServiceForecast,
} from '@huleedu/plugin-dockmaster-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { dockmasterApiRef } from '../../shared/dockmasterApiRef';
import { FreshPermissions } from '../../__testUtils__/FreshPermissions';
import { dockmasterApi } from '../../__testUtils__/dockmasterApi';
import {
  clause,
  entity,
  serviceDetail,
  unjudged,
} from '../../__testUtils__/serviceDetail';
import { ComplianceCard } from './ComplianceCard';

function show(
  getService: DockmasterApi['getService'],
  options: {
    refreshService?: DockmasterApi['refreshService'];
    mayRefresh?: boolean;
    forecast?: ServiceForecast;
  } = {},
) {
  const { refreshService = jest.fn(), mayRefresh = true } = options;
  const api = dockmasterApi({
    getService,
    refreshService,
    getForecast: async () => options.forecast ?? { targets: [] },
    listClauses: async () => [
      {
        id: '8.1.prom-offset',
        section: '8.1',
        sectionTitle: 'Port assignment',
        title: 'Prometheus port',
        severity: 'must',
        rationale: 'Whoever knows one port knows the other.',
        example: { file: 'dockerfile', passes: 'ENV A=9097', fails: 'ENV A=1' },
        suppression: '# dockmaster ignore=8.1.prom-offset reason="…"',
      },
    ],
  });
  renderInTestApp(
    <FreshPermissions>
      <EntityProvider entity={entity}>
        <ComplianceCard />
      </EntityProvider>
    </FreshPermissions>,
    {
      apis: [
        [dockmasterApiRef, api],
        mockApis.permission({
          authorize: mayRefresh ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        }),
      ],
    },
  );
}

afterEach(() => jest.useRealTimers());

const answer = (service: ServiceDetail) => async () => service;
const card = () => screen.findByRole('region', { name: 'Docker standard' });

it('says what an edit rebuilds, with the steps behind it', async () => {
  show(answer(serviceDetail([clause('2.1.base', 'pass')])), {
    forecast: {
      targets: [],
      summary: {
        target: 'development',
        sentence:
          'An edit of your code rebuilds 1 of 9 steps; of a library, 4.',
        stepCount: 9,
        edits: [
          {
            change: 'service-code',
            what: 'your code',
            count: '1',
            steps: [
              {
                index: 8,
                stage: 'development',
                line: 30,
                instruction: 'COPY services/a/ /app/services/a/',
                verdict: 'rerun',
              },
            ],
          },
        ],
      },
    },
  });
  const region = within(await card());
  await userEvent.click(
    await region.findByText(/An edit of your code rebuilds 1 of 9 steps/),
  );
  const steps = within(
    region.getByRole('region', { name: 'An edit of your code' }),
  );
  expect(steps.getByRole('listitem')).toHaveTextContent(
    'COPY services/a/ /app/services/a/ development, line 30',
  );
});

it('gives the reason of a waiver', async () => {
  const waived = clause('2.2.image', 'waived', {
    waiver: {
      verdict: 'fail',
      reason: 'replaced in spring',
      until: '2027-03-01',
      by: 'user:default/ada',
    },
  });
  show(answer(serviceDetail([waived])));
  const region = within(await card());
  await userEvent.click(
    await region.findByRole('button', { name: 'All 1 clauses' }),
  );
  expect(
    await screen.findByText(
      'Waived until 2027-03-01 by user:default/ada: replaced in spring',
    ),
  ).toBeInTheDocument();
});

it('shows a service that conforms', async () => {
  show(answer(serviceDetail([clause('2.1.base', 'pass')])));
  const region = within(await card());
  expect(await region.findByText('Conforms')).toBeInTheDocument();
  expect(region.getByText('Score 71 of 100')).toBeInTheDocument();
  expect(
    region.getByText(/The 1 clause that applies holds, since/),
  ).toBeInTheDocument();
  expect(region.getByText('3 Oct 2026')).toHaveAttribute(
    'datetime',
    '2026-10-03T10:00:00.000Z',
  );
  expect(region.getByText('2 minutes ago')).toBeInTheDocument();
  expect(region.queryByRole('list', { name: 'Findings' })).toBeNull();
});

it('lists the worst first, with file and line, and the rest on demand', async () => {
  show(
    answer(
      serviceDetail(
        [
          clause('4.1.user-name', 'fail', { severity: 'should' }),
          clause('10.1.healthcheck', 'fail', { severity: 'optional' }),
          clause('2.2.image', 'unknown'),
          clause('2.2.core-env', 'pass'),
          clause('8.1.prom-offset', 'fail'),
          clause('3.1.install-prod', 'fail', {
            evidence: [
              {
                file: 'services/a_service/Dockerfile.dev',
                startLine: 52,
                startColumn: 1,
                endLine: 57,
                endColumn: 1,
              },
            ],
          }),
          clause('9.1.pdm-own-layer', 'fail', { severity: 'should' }),
        ],
        {
          links: {
            'services/a_service/Dockerfile.dev':
              'https://example.com/Dockerfile.dev',
          },
        },
      ),
    ),
  );
  const region = within(await card());
  expect(
    await region.findByText('Does not conform — 2 musts fail'),
  ).toBeInTheDocument();
  const findings = within(region.getByRole('list', { name: 'Findings' }));
  const ids = () =>
    findings
      .getAllByRole('listitem')
      .map(item => within(item).getByText(/^\d+\.\d+\./).textContent);
  expect(ids()).toEqual([
    '8.1.prom-offset',
    '3.1.install-prod',
    '2.2.image',
    '4.1.user-name',
    '9.1.pdm-own-layer',
  ]);
  expect(
    findings.getByRole('link', { name: 'Dockerfile.dev:52–56' }),
  ).toHaveAttribute('href', 'https://example.com/Dockerfile.dev#L52');

  await userEvent.click(region.getByRole('button', { name: 'Show 1 more' }));
  expect(ids()).toContain('10.1.healthcheck');
});

it('never shows undecided as conforming', async () => {
  show(answer(serviceDetail([clause('2.2.image', 'unknown')])));
  expect(
    await screen.findByText('Undecided — 1 must cannot be decided'),
  ).toBeInTheDocument();
  expect(screen.queryByText('Conforms')).toBeNull();
});

it('waits for the first inspection, and shows it by itself', async () => {
  // Waiting for a text moves the clock.
  jest.useFakeTimers();
  const getService = jest
    .fn()
    .mockResolvedValueOnce(unjudged('pending', null))
    .mockResolvedValue(serviceDetail([clause('2.1.base', 'pass')]));
  show(getService);
  expect(await screen.findByText('Not checked yet')).toBeInTheDocument();
  expect(await screen.findByText('Conforms')).toBeInTheDocument();
});

it('tells no Dockerfile from files that cannot be read', async () => {
  show(answer(unjudged('no-dockerfile', 'services/a holds none.')));
  expect(await screen.findByText('No Dockerfile')).toBeInTheDocument();
  expect(screen.getByText(/services\/a holds none\./)).toBeInTheDocument();
});

it('says why files cannot be read', async () => {
  show(answer(unjudged('unreadable', 'The host answered 502.')));
  expect(
    await screen.findByText('The files could not be read'),
  ).toBeInTheDocument();
  expect(screen.getByText('The host answered 502.')).toBeInTheDocument();
});

it('marks an old report as old', async () => {
  show(
    answer(
      serviceDetail([clause('2.1.base', 'pass')], {
        stale: true,
        reason: 'The host answered 502.',
      }),
    ),
  );
  expect(await screen.findByText(/last good report/)).toHaveTextContent(
    'The host answered 502.',
  );
});

it('checks again when asked, and shows the new verdict', async () => {
  const refreshService = jest
    .fn()
    .mockResolvedValue(serviceDetail([clause('2.1.base', 'pass')]));
  show(answer(serviceDetail([clause('2.1.base', 'fail')])), { refreshService });
  await screen.findByText('Does not conform — 1 must fails');
  await userEvent.click(screen.getByRole('button', { name: 'Check now' }));
  expect(await screen.findByText('Conforms')).toBeInTheDocument();
  expect(refreshService).toHaveBeenCalledWith({
    kind: 'Component',
    namespace: 'default',
    name: 'a-service',
  });
});

it('keeps what it shows when checking fails, and tells of the failure', async () => {
  show(answer(serviceDetail([clause('2.1.base', 'pass')])), {
    refreshService: jest.fn().mockRejectedValue(new Error('socket hang up')),
  });
  await screen.findByText('Conforms');
  await userEvent.click(screen.getByRole('button', { name: 'Check now' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('socket hang up');
  expect(screen.getByText('Conforms')).toBeInTheDocument();
});

it('offers no check to who may not', async () => {
  show(answer(serviceDetail([clause('2.1.base', 'pass')])), {
    mayRefresh: false,
  });
  await screen.findByText('Conforms');
  expect(screen.queryByRole('button', { name: 'Check now' })).toBeNull();
});

it('offers another try when the backend does not answer', async () => {
  const getService = jest
    .fn()
    .mockRejectedValueOnce(new Error('socket hang up'))
    .mockResolvedValue(serviceDetail([clause('2.1.base', 'pass')]));
  show(getService);
  expect(await screen.findByRole('alert')).toHaveTextContent('socket hang up');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Conforms')).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

it.each([
  ['NotAllowedError', 'You may not see this report'],
  ['NotFoundError', 'Dockmaster does not inspect this entity'],
])('explains %s', async (name, title) => {
  const cause = Object.assign(new Error('no'), { name });
  show(jest.fn().mockRejectedValue(new Error('failed', { cause })));
  expect(await screen.findByText(title)).toBeInTheDocument();
});

it('opens all clauses, grouped as the rule is, and filters them by verdict', async () => {
  show(
    answer(
      serviceDetail([
        clause('10.2.exec-form', 'pass'),
        clause('8.1.prom-offset', 'fail'),
        clause('8.1.unique', 'not-applicable'),
        clause('2.2.image', 'waived'),
        clause('2.2.core-env', 'unknown'),
      ]),
    ),
  );
  await userEvent.click(
    await screen.findByRole('button', { name: 'All 5 clauses' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  expect(
    dialog.getAllByRole('heading', { level: 3 }).map(item => item.textContent),
  ).toEqual(['§2.2 ', '§8.1 Port assignment', '§10.2 ']);
  expect(dialog.getByText('Waived')).toBeInTheDocument();
  expect(dialog.getByText('Undecided')).toBeInTheDocument();
  expect(dialog.getByText('Not applicable')).toBeInTheDocument();
  expect(
    await dialog.findByText('Whoever knows one port knows the other.'),
  ).toBeInTheDocument();

  await userEvent.click(dialog.getByRole('radio', { name: 'Fails 1' }));
  expect(dialog.getAllByRole('listitem').map(item => item.textContent)).toEqual(
    [expect.stringContaining('8.1.prom-offset')],
  );

  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
