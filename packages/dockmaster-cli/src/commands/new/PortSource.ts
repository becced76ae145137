import type { ServiceSpec } from '@huleedu/service-generator';
import { UsageError } from '../../Environment';
import { connect, refusalOf } from '../ports/Portal';

type Ports = ServiceSpec['ports'];
/** What is asked of the registry, and what was chosen of it. */
type Wanted = Pick<ServiceSpec, 'kind' | 'database' | 'ports'> & {
  /** Entity ref of the service. */
  owner: string;
};

/** Where the ports of a new service come from. */
export type PortSource = {
  /** What it would get; takes nothing. */
  preview(): Promise<Ports>;
  /** What it gets, the same each time. */
  reserve(): Promise<Ports>;
};

/** Those that were given, all of them. */
export function givenPorts({ kind, database, ports }: Wanted): PortSource {
  const missing = [
    ...(kind === 'http' && ports.http === undefined ? ['--http-port'] : []),
    ...(database && ports.database === undefined ? ['--database-port'] : []),
  ];
  if (missing.length > 0) {
    throw new UsageError(
      `the service needs a port, and none was given: ${missing.join(
        ' and ',
      )}, or --url of the portal that reserves one`,
    );
  }
  return { preview: async () => ports, reserve: async () => ports };
}

/** Those that a portal's registry gives; numbers that were given are honoured there or refused. */
export function reservedPorts(
  connection: { url: string; token?: string },
  { owner, kind, database, ports }: Wanted,
): PortSource {
  const { url, registry } = connect(connection);
  const request = {
    owner,
    kind,
    database,
    ports: { http: ports.http, database: ports.database },
  };
  const ask = async (answer: Promise<{ ports: Ports }>) => {
    try {
      return (await answer).ports;
    } catch (error) {
      const { code, message } = refusalOf(error, url);
      throw new UsageError(`refused (${code}): ${message}`);
    }
  };
  return {
    preview: () => ask(registry.previewPorts(request)),
    reserve: () => ask(registry.reservePorts(request)),
  };
}
