import { Duration } from 'luxon';
import { PortError } from '../ports/PortError';

/** How long leases last, in milliseconds. */
export type LeaseTimes = {
  /** The default. */
  default: number;
  /** While a pull request is open; no lease lasts longer. */
  longest: number;
};

const SHORTEST_LEASE_MS = 60_000;

/** The duration of a lease in milliseconds. @throws PortError INVALID_DURATION */
export function parseTtl(
  { ttl, pullRequest }: { ttl?: string; pullRequest?: string },
  leases: LeaseTimes,
): number {
  const { longest } = leases;
  if (ttl === undefined) {
    return pullRequest === undefined ? leases.default : longest;
  }
  const duration = Duration.fromISO(ttl);
  const ms = duration.isValid ? duration.toMillis() : NaN;
  if (!(ms >= SHORTEST_LEASE_MS && ms <= longest)) {
    throw new PortError(
      400,
      'INVALID_DURATION',
      `ttl is "${ttl}"; it must be an ISO 8601 duration from PT1M to ${Duration.fromMillis(
        longest,
      )
        .rescale()
        .toISO()}, such as PT24H.`,
      { field: 'ttl' },
    );
  }
  return ms;
}
