import { ReserveRequest } from '@huleedu/plugin-dockmaster-common';
import { DEFAULT_ENVIRONMENT } from '@huleedu/rule-087';
import { PortError } from '../ports/PortError';
import { Reserve } from '../ports/PortStore';
import { parseOwner } from './parseOwner';

/** A reservation as it is requested, checked. @throws PortError NOTHING_TO_RESERVE, INVALID_OWNER */
export function parseReserve(
  request: ReserveRequest,
): Omit<Reserve, 'ownerExists' | 'ttlMs' | 'requester'> {
  const { kind = 'http', database = false, ports = {} } = request;
  if (kind === 'worker' && !database) {
    throw new PortError(
      400,
      'NOTHING_TO_RESERVE',
      'A worker serves no port, so without a database there is nothing to reserve. Ask with "database": true, or not at all.',
      { field: 'database' },
    );
  }
  for (const [name, isWanted] of [
    ['http', kind === 'http'],
    ['database', database],
  ] as const) {
    if (ports[name] !== undefined && !isWanted) {
      throw new PortError(
        400,
        'NOTHING_TO_RESERVE',
        `ports.${name} names a port that is not asked for: ${
          name === 'http' ? 'a worker serves none' : 'database is not true'
        }.`,
        { field: `ports.${name}` },
      );
    }
  }
  return {
    owner: parseOwner(request.owner),
    environment: request.environment ?? DEFAULT_ENVIRONMENT,
    kind,
    database,
    explicit: ports,
    state: request.state ?? 'leased',
    task: request.task,
    pullRequest: request.pullRequest,
  };
}
