import {
  BundlePorts,
  PortDrift,
  PortOverview,
  Reservation,
  ReserveRequest,
} from '@huleedu/plugin-dockmaster-common';
import { NothingHeld, Portal } from './Portal';
import { table } from './table';

/** What a subcommand says: to programs, to people, and in its exit code, 0 where none is given. */
export type Answer = { json: unknown; text: string; code?: number };

type Given = { environment?: string };

/** What is wanted of the registry, as flags say it. */
export type Wanted = Given & {
  owner: string;
  kind: 'http' | 'worker';
  database?: boolean;
  httpPort?: number;
  databasePort?: number;
  active?: boolean;
  ttl?: string;
  pullRequest?: string;
};

/** The kinds of drift that let two services meet on one number, or a service be looked for where it is not. */
const GRAVE: Array<PortDrift['code']> = [
  'CONFLICT',
  'UNREGISTERED',
  'MISMATCH',
  'OFFSET_DRIFT',
];

export async function list(
  { registry }: Portal,
  {
    environment,
    owner,
    state,
  }: Given & { owner?: string; state?: Reservation['state'] },
): Promise<Answer> {
  const reservations: Reservation[] = [];
  let cursor: string | undefined;
  do {
    const page = await registry.listReservations({
      environment: environment ?? 'default',
      owner,
      state,
      limit: 200,
      cursor,
    });
    reservations.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  const overview = await registry.getPorts(environment);
  const free = freeOf(overview);
  return {
    json: { environment: overview.environment, reservations, free },
    text: [
      ...table(
        [
          'owner',
          'state',
          'HTTP',
          'Prometheus',
          'database',
          'until',
          'reserved by',
        ],
        reservations.map(({ ports, expiresAt, requester, ...rest }) => [
          rest.owner,
          rest.state,
          cell(ports.http),
          cell(ports.prometheus),
          cell(ports.database),
          cell(expiresAt),
          requester,
        ]),
      ),
      `${reservations.length} with ports in ${overview.environment}; free: ${free.http} HTTP, ${free.database} database`,
      '',
    ].join('\n'),
  };
}

/** How many numbers of each pool may be had. */
function freeOf({ pools }: PortOverview) {
  const count = (name: 'http' | 'database') =>
    pools
      .find(pool => pool.name === name)
      ?.ports.filter(({ state }) => state === 'free').length ?? 0;
  return { http: count('http'), database: count('database') };
}

export async function preview(
  { registry }: Portal,
  wanted: Wanted,
): Promise<Answer> {
  const answer = await registry.previewPorts(requestOf(wanted));
  const { owner, ports, held, reused } = answer;
  return {
    json: answer,
    text: [
      held
        ? `${owner} has ports already: ${inWords(ports)}`
        : `${owner} would get ${inWords(
            ports,
          )}; nothing is taken, and somebody else may be quicker`,
      ...reusedLines(reused),
      '',
    ].join('\n'),
  };
}

export async function reserve(
  { registry }: Portal,
  wanted: Wanted,
): Promise<Answer> {
  return reservationAnswer(await registry.reservePorts(requestOf(wanted)));
}

export async function confirm(portal: Portal, owner: string, given: Given) {
  const found = await find(portal, owner, given);
  if (!found) throw new NothingHeld(owner);
  return reservationAnswer(await portal.registry.confirmPorts(found));
}

export async function renew(
  portal: Portal,
  owner: string,
  {
    ttl,
    pullRequest,
    ...given
  }: Given & { ttl?: string; pullRequest?: string },
) {
  const found = await find(portal, owner, given);
  if (!found) throw new NothingHeld(owner);
  return reservationAnswer(
    await portal.registry.renewPorts(found, { ttl, pullRequest }),
  );
}

export async function release(
  portal: Portal,
  owner: string,
  given: Given,
): Promise<Answer> {
  const found = await find(portal, owner, given);
  if (!found) {
    const json = { released: false, ports: {} };
    return { json, text: `${owner} has no ports\n` };
  }
  const released = await portal.registry.releasePorts(found);
  return {
    json: released,
    text: `${found.owner} gave back ${inWords(found.ports)}${
      released.quarantinedUntil
        ? `; until ${released.quarantinedUntil} others get them only when nothing else is left`
        : ''
    }\n`,
  };
}

export async function drift(
  { registry }: Portal,
  {
    environment,
    owner,
    failOn,
  }: Given & { owner?: string; failOn: 'grave' | 'any' | 'never' },
): Promise<Answer> {
  const ref = owner && refOf(owner);
  const items = (await registry.getPortDrift(environment)).filter(
    item =>
      !ref ||
      item.owner === ref ||
      item.locations.some(place => place.owner === ref),
  );
  const isBad = ({ code }: PortDrift) =>
    failOn === 'any' || (failOn === 'grave' && GRAVE.includes(code));
  const bad = items.filter(isBad).length;
  return {
    json: { items },
    text: [
      ...items.flatMap(({ code, message, locations }) => [
        `${code}: ${message}`,
        ...locations.map(({ file, line }) => `  ${file}:${line}`),
      ]),
      `${items.length === 1 ? '1 drift' : `${items.length} drifts`}${
        failOn === 'grave' ? `, ${bad} of them grave` : ''
      }`,
      '',
    ].join('\n'),
    code: bad > 0 ? 1 : 0,
  };
}

export async function importFleet(
  { registry }: Portal,
  { environment, apply }: Given & { apply?: boolean },
): Promise<Answer> {
  const imported = await registry.importPorts({ environment, dryRun: !apply });
  const { rows, dryRun } = imported;
  const count = rows.filter(({ outcome }) =>
    ['assigned', 'legacy'].includes(outcome),
  ).length;
  return {
    json: imported,
    text: [
      ...table(
        ['owner', 'outcome', 'HTTP', 'Prometheus', 'database', 'why'],
        rows.map(({ owner, outcome, ports, reason }) => [
          owner,
          outcome,
          cell(ports.http),
          cell(ports.prometheus),
          cell(ports.database),
          reason,
        ]),
      ),
      dryRun
        ? `${count} of ${rows.length} would be registered; --apply writes it`
        : `${count} of ${rows.length} were registered`,
      '',
    ].join('\n'),
  };
}

function requestOf(wanted: Wanted): ReserveRequest {
  const { owner, environment, kind, ttl, pullRequest } = wanted;
  const { httpPort: http, databasePort: database, active } = wanted;
  return {
    owner,
    environment,
    kind,
    // Whoever names its number wants it.
    database: wanted.database ?? database !== undefined,
    ...((http ?? database) !== undefined && { ports: { http, database } }),
    ...(active && { state: 'active' }),
    ttl,
    pullRequest,
  };
}

/** The reservation of an owner, or of an id, at its present version. */
async function find(
  { registry }: Portal,
  owner: string,
  { environment = 'default' }: Given,
): Promise<Reservation | undefined> {
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(owner)) {
    return registry.getReservation(owner);
  }
  const { items } = await registry.listReservations({ environment, owner });
  return items[0];
}

function reservationAnswer(reservation: Reservation): Answer {
  const { owner, ports, state, expiresAt, reused } = reservation;
  const until = expiresAt ? ` until ${expiresAt}` : '';
  return {
    json: reservation,
    text: [
      `${owner} has ${inWords(ports)} (${state}${until})`,
      ...reusedLines(reused),
      '',
    ].join('\n'),
  };
}

function reusedLines(reused: Reservation['reused'] = []): string[] {
  return reused.map(
    ({ port, previousOwner, until }) =>
      `  ${port} was ${previousOwner}'s a short while ago: nothing else is left, and it should rest until ${until}`,
  );
}

function inWords({ http, prometheus, database }: BundlePorts): string {
  return [
    http !== undefined && `HTTP ${http}`,
    prometheus !== undefined && `Prometheus ${prometheus}`,
    database !== undefined && `database ${database}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function cell(value: number | string | undefined): string {
  return value === undefined ? '' : String(value);
}

/** An entity ref in full, as the registry writes it. */
function refOf(owner: string): string {
  const [, kind = 'component', namespace = 'default', name] =
    /^(?:([^:/]+):)?(?:([^:/]+)\/)?(.*)$/.exec(owner.toLowerCase())!;
  return `${kind}:${namespace}/${name}`;
}
