import {
  ComposeService,
  declaredPorts,
  isUnknownPort,
  ownPrefixes,
  portNames,
  ServiceModel,
  toPort,
} from '@huleedu/rule-087/model';
import { GivenPorts } from '../ClauseFix';

/** A number that a service or its database had, and the one that it has now. */
export type Move = {
  from: number;
  to: number;
  /** Under what others reach it there. */
  hosts: string[];
  /** What variables that say it begin with, in other services too. */
  prefixes: string[];
  /** Whether it is the service's own, so that whatever names it in its files means it. */
  isOwn: boolean;
};

/** Who publishes a port is reached there from the host. */
const HOSTS = ['localhost', '127.0.0.1', '0.0.0.0', 'host.docker.internal'];

/** The numbers that became others. */
export function movesBetween(
  before: ServiceModel,
  after: ServiceModel,
): Move[] {
  const own = before.composeService;
  const names = [
    ...new Set([before.name, ...(own ? [own.name, ...own.aliases] : [])]),
  ];
  const prefixes = [
    ...new Set([...ownPrefixes(before.name), before.prefix]),
  ].filter(prefix => prefix !== undefined);
  const inside = (['http', 'prometheus'] as const).flatMap(role => {
    const [from, to] = [before, after].map(model => listeningOn(model, role));
    return from === undefined || to === undefined || from === to
      ? []
      : [{ from, to, hosts: [...names, ...HOSTS], prefixes, isOwn: true }];
  });
  const target = new Map(inside.map(({ from, to }) => [from, to]));
  return unique([
    ...inside,
    ...publishedMoves(own, after.composeService, target).map(move => ({
      ...move,
      prefixes,
      isOwn: true,
    })),
    ...before.databases.flatMap(database =>
      publishedMoves(
        database,
        after.databases.find(({ name }) => name === database.name),
        new Map(),
      ).map(move => ({ ...move, prefixes: [], isOwn: false })),
    ),
  ]);
}

/** Which of the ports that were given the service, or its database, does not have. */
export function unusedAmong(
  { http, database }: GivenPorts,
  model: ServiceModel,
): Array<keyof GivenPorts> {
  const published = model.databases.flatMap(service => [
    ...publishedBy(service).values(),
  ]);
  return [
    ...(http === undefined || http === listeningOn(model, 'http')
      ? []
      : ['http' as const]),
    ...(database === undefined || published.includes(database)
      ? []
      : ['database' as const]),
  ];
}

/** The port that the container listens on: what Compose sets wins over the image. */
function listeningOn(
  model: ServiceModel,
  role: 'http' | 'prometheus',
): number | undefined {
  const [stage] = model.runtimeStages;
  const declared = stage && declaredPorts(model, stage)[role];
  const names = declared ? [declared.name] : portNames(model.prefix)[role];
  for (const name of names) {
    const value = model.composeService?.environment.get(name)?.value;
    if (value) return value.known ? toPort(value.text) : undefined;
  }
  return declared?.port;
}

/** Numbers on the host that became others for the same port inside. */
function publishedMoves(
  before: ComposeService | undefined,
  after: ComposeService | undefined,
  inside: Map<number, number>,
): Array<Pick<Move, 'from' | 'to' | 'hosts'>> {
  const [old, now] = [publishedBy(before), publishedBy(after)];
  return [...old].flatMap(([container, from]) => {
    const to = now.get(inside.get(container) ?? container);
    const isGone = ![...now.values()].includes(from);
    return to !== undefined && isGone ? [{ from, to, hosts: HOSTS }] : [];
  });
}

/** By the number inside, the one on the host. */
function publishedBy(service: ComposeService | undefined): Map<number, number> {
  return new Map(
    (service?.ports ?? []).flatMap(port =>
      isUnknownPort(port) || !port.host
        ? []
        : [[port.container.from, port.host.from] as const],
    ),
  );
}

/** The same number inside and on the host is one move. */
function unique(moves: Move[]): Move[] {
  const byNumber = new Map<number, Move>();
  for (const move of moves) {
    const known = byNumber.get(move.from);
    if (!known) byNumber.set(move.from, move);
  }
  return [...byNumber.values()];
}
