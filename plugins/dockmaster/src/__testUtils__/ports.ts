import {
  PoolPort,
  PortDrift,
  PortEvent,
  PortImportRow,
  PortOverview,
  PortPool,
  PortRole,
  Reservation,
} from '@huleedu/plugin-dockmaster-common';

const HOUR_MS = 3_600_000;

/** An instant some hours away; half a minute more, so that a slow test says the same. */
export function inHours(hours: number): string {
  return new Date(Date.now() + hours * HOUR_MS + 30_000).toISOString();
}

function pool(
  name: PortRole,
  from: number,
  partnerOffset: number | undefined,
  known: Record<number, Omit<PoolPort, 'port'>>,
): PortPool {
  const to = from + 19;
  return {
    name,
    from,
    to,
    ports: Array.from({ length: 20 }, (_, index) => {
      const port = from + index;
      return {
        port,
        ...(partnerOffset !== undefined && { partner: port + partnerOffset }),
        ...(known[port] ?? { state: 'free' }),
      };
    }),
  };
}

const place = (owner: string, file: string, line: number) => ({
  file,
  line,
  owner: `component:default/${owner}`,
});

/** A fleet with every state: a number of each is enough. */
export function portOverview(
  overrides: Partial<PortOverview> = {},
): PortOverview {
  const identity = 'component:default/identity-service';
  const invoice = 'component:default/invoice-service';
  const billing = 'component:default/billing-service';
  const search = 'component:default/search-service';
  return {
    environment: 'default',
    environments: ['default'],
    pools: [
      pool('http', 7001, 2092, {
        7002: {
          state: 'blocked',
          reason: 'Its partner 9094 is blocked: Alertmanager',
        },
        7004: {
          state: 'conflict',
          owner: search,
          reason: `${search} and component:default/report-service both claim it`,
          locations: [
            place('search-service', 'services/search_service/Dockerfile', 9),
            place('report-service', 'services/report_service/Dockerfile', 12),
          ],
        },
        7005: {
          state: 'active',
          owner: identity,
          locations: [
            {
              ...place('identity-service', 'docker-compose.services.yml', 12),
              url: 'https://example.com/docker-compose.services.yml',
            },
          ],
        },
        7006: {
          state: 'observed',
          owner: 'component:default/mailer-service',
          reason:
            'component:default/mailer-service claims it, and has not reserved it',
          locations: [
            place('mailer-service', 'services/mailer_service/Dockerfile', 12),
          ],
        },
        7007: { state: 'blocked', reason: 'Backstage’s own backend' },
        7009: { state: 'active', owner: billing },
        7010: { state: 'leased', owner: invoice, until: inHours(23) },
        7011: {
          state: 'quarantined',
          owner: 'component:default/old-service',
          until: inHours(2),
        },
      }),
      pool('prometheus', 9093, -2092, {
        9094: { state: 'blocked', reason: 'Alertmanager' },
        9097: { state: 'active', owner: identity },
        9099: { state: 'active', owner: billing },
        9102: { state: 'leased', owner: invoice, until: inHours(23) },
      }),
      pool('database', 5441, undefined, {
        5442: { state: 'active', owner: identity },
      }),
    ],
    outside: [
      {
        role: 'http',
        port: 8080,
        state: 'active',
        owner: 'component:default/notification-service',
      },
    ],
    ...overrides,
  };
}

/** The HTTP pool alone, for tests that do not look at the others. */
export function httpOverview(): PortOverview {
  const { pools } = portOverview();
  return portOverview({ pools: pools.slice(0, 1), outside: [] });
}

export function reservation(overrides: Partial<Reservation> = {}): Reservation {
  return {
    id: 'one',
    version: 3,
    owner: 'component:default/invoice-service',
    environment: 'default',
    kind: 'http',
    state: 'leased',
    requester: 'user:default/test-user',
    expiresAt: inHours(23),
    ports: { http: 7010, prometheus: 9102 },
    createdAt: '2026-11-24T10:00:00.000Z',
    updatedAt: '2026-11-24T10:00:00.000Z',
    ...overrides,
  };
}

export const drift: PortDrift[] = [
  {
    code: 'CONFLICT',
    environment: 'default',
    message:
      'Port 7004 is claimed by component:default/search-service and component:default/report-service. Reserve another one for all but one of them.',
    owner: 'component:default/search-service',
    role: 'http',
    port: 7004,
    locations: [
      place('search-service', 'services/search_service/Dockerfile', 9),
      place('report-service', 'services/report_service/Dockerfile', 12),
    ],
  },
  {
    code: 'MISMATCH',
    environment: 'default',
    message:
      'component:default/billing-service has the prometheus port 9101, and its files say 9099. Write 9101 there.',
    owner: 'component:default/billing-service',
    role: 'prometheus',
    port: 9099,
    registered: 9101,
    locations: [
      {
        ...place('billing-service', 'services/billing_service/Dockerfile', 15),
        url: 'https://example.com/billing/Dockerfile',
      },
    ],
  },
  {
    code: 'UNREGISTERED',
    environment: 'default',
    message:
      'component:default/mailer-service uses 7006, which is not registered. Import it, or reserve it.',
    owner: 'component:default/mailer-service',
    role: 'http',
    port: 7006,
    locations: [
      place('mailer-service', 'services/mailer_service/Dockerfile', 12),
    ],
  },
];

export const importRows: PortImportRow[] = [
  {
    owner: 'component:default/identity-service',
    outcome: 'unchanged',
    ports: { http: 7005, prometheus: 9097 },
    reason: 'It is registered already.',
    locations: [],
  },
  {
    owner: 'component:default/mailer-service',
    outcome: 'assigned',
    ports: { http: 7006, prometheus: 9098 },
    reason: 'Its files say these ports, and the rule allows them.',
    locations: [place('mailer-service', 'docker-compose.services.yml', 40)],
  },
  {
    owner: 'component:default/report-service',
    outcome: 'conflict',
    ports: { http: 7004 },
    reason: '7004 is claimed by component:default/search-service too.',
    locations: [
      place('report-service', 'services/report_service/Dockerfile', 12),
    ],
  },
];

export function portEvent(overrides: Partial<PortEvent> = {}): PortEvent {
  return {
    at: new Date(Date.now() - 2 * HOUR_MS).toISOString(),
    environment: 'default',
    action: 'reserved',
    owner: 'component:default/invoice-service',
    actor: 'user:default/guest',
    port: 7010,
    role: 'http',
    reservation: 'one',
    ...overrides,
  };
}
