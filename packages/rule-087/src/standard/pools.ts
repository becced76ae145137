import { PortPools, PortRange, Standard } from './Standard';

/** The environment of which nobody says another. @public */
export const DEFAULT_ENVIRONMENT = 'default';

/** The environments of a standard, the default one first. @public */
export function environmentsOf({ ports }: Standard): string[] {
  return [
    ...new Set([DEFAULT_ENVIRONMENT, ...Object.keys(ports.environments)]),
  ];
}

/** The pools of an environment; undefined where the standard knows none of this name. @public */
export function poolsOf(
  { ports }: Standard,
  environment: string,
): PortPools | undefined {
  const { environments, ...pools } = ports;
  const own = Object.hasOwn(environments, environment)
    ? environments[environment]
    : undefined;
  if (!own && environment !== DEFAULT_ENVIRONMENT) return undefined;
  return { ...pools, ...own };
}

/** The range of the Prometheus ports, which follows from that of the HTTP ports. @public */
export function prometheusRange(pools: PortPools): PortRange {
  const { http, prometheusOffset } = pools;
  return {
    from: http.from + prometheusOffset,
    to: http.to + prometheusOffset,
  };
}

/** Why nobody may have a number: it is none of the pool, or it or the Prometheus port that follows from it is blocked. @public */
export function portProblems(
  pool: 'http' | 'database',
  port: number,
  pools: PortPools,
): string[] {
  const { from, to } = pools[pool];
  const reasonAgainst = (number: number) =>
    pools.blocked.find(item => item.port === number)?.reason;
  const problems: string[] = [];
  const reason = reasonAgainst(port);
  if (!Number.isInteger(port) || port < from || port > to)
    problems.push(`Port ${port} is not one of ${from}–${to}`);
  else if (reason !== undefined)
    problems.push(`Port ${port} is blocked: ${reason}`);
  const partner = port + pools.prometheusOffset;
  const against = pool === 'http' ? reasonAgainst(partner) : undefined;
  if (against !== undefined)
    problems.push(
      `Port ${port} goes with ${partner}, which is blocked: ${against}`,
    );
  return problems;
}

/** Something that makes pools unusable, and the keys below `ports` that say it. @public */
export type PoolProblem = { keys: string[]; message: string };

/** What is wrong with the pools of a standard: empty ranges, ranges that overlap, an offset that leaves the numbers of ports. @public */
export function poolProblems(standard: Standard): PoolProblem[] {
  return environmentsOf(standard).flatMap(environment => {
    const own = standard.ports.environments[environment];
    const keysOf = (key: keyof PortPools) =>
      own && key in own ? ['environments', environment, key] : [key];
    return problemsOf(poolsOf(standard, environment)!, keysOf);
  });
}

function problemsOf(
  pools: PortPools,
  keysOf: (key: keyof PortPools) => string[],
): PoolProblem[] {
  const problems: PoolProblem[] = [];
  const say = (key: keyof PortPools, message: string) => {
    const keys = keysOf(key);
    problems.push({ keys, message: `ports.${keys.join('.')} ${message}` });
  };
  const text = ({ from, to }: PortRange) => `${from}–${to}`;
  const isEmpty = ({ from, to }: PortRange) => from > to;
  for (const key of ['http', 'database'] as const) {
    if (isEmpty(pools[key])) {
      say(key, `is empty: it goes from ${pools[key].from} to ${pools[key].to}`);
    }
  }
  if (problems.length > 0) return problems;

  const prometheus = prometheusRange(pools);
  if (prometheus.to > 65535) {
    say(
      'prometheusOffset',
      `takes the HTTP ports ${text(pools.http)} to ${text(
        prometheus,
      )}, and a port is at most 65535`,
    );
  }
  const overlap = (a: PortRange, b: PortRange) =>
    a.from <= b.to && b.from <= a.to;
  if (overlap(pools.http, pools.database)) {
    say(
      'database',
      `overlaps the HTTP ports: ${text(pools.database)} and ${text(
        pools.http,
      )}`,
    );
  }
  for (const [key, range] of [
    ['http', pools.http],
    ['database', pools.database],
  ] as const) {
    if (overlap(prometheus, range)) {
      say(
        key,
        `overlaps the Prometheus ports ${text(
          prometheus,
        )}, which follow from the HTTP ports: ${text(range)}`,
      );
    }
  }
  return problems;
}
