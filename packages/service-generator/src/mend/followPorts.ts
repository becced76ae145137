import {
  FixedFile,
  observeMonorepo,
  PortObservation,
  SourceFile,
} from '@huleedu/rule-087';
import { splice } from '../edits/lines';

/**
 * Prometheus' configuration with the targets of a service on its new port, where it has moved; undefined where nothing changes.
 *
 * @param before - the ports that the service's files said
 * @param after - those that they are to say
 */
export function followPorts(
  prometheus: SourceFile,
  service: string,
  before: PortObservation[],
  after: PortObservation[],
): FixedFile | undefined {
  const old = metricsPortIn(before);
  const next = metricsPortIn(after);
  if (prometheus.state !== 'present' || old === next) return undefined;
  const hosts = new Set([service, ...containersIn(after)]);
  const targets = observeMonorepo(
    { compose: [], composeContext: {} },
    prometheus,
  ).ports.filter(
    ({ port, composeService }) =>
      port !== undefined && port === old && hosts.has(composeService ?? ''),
  );
  const { path, content } = prometheus;
  // From the end: what stands before an edit stays where it is.
  const changed = targets.reduceRight((text, { evidence }) => {
    const start = offsetOf(text, evidence.startLine, evidence.startColumn);
    const end = offsetOf(text, evidence.endLine, evidence.endColumn);
    const target = text.slice(start, end).replace(`:${old}`, `:${next}`);
    return splice(text, start, end, target);
  }, content);
  return changed === content
    ? undefined
    : { path, before: content, after: changed };
}

function metricsPortIn(ports: PortObservation[]): number | undefined {
  return ports.find(
    ({ role, source, port }) =>
      role === 'prometheus' &&
      (source === 'env' || source === 'compose-env') &&
      port !== undefined,
  )?.port;
}

/** What Compose calls the service; its database is called otherwise. */
function containersIn(ports: PortObservation[]): string[] {
  return ports.flatMap(({ role, composeService }) =>
    role === 'database' || composeService === undefined ? [] : [composeService],
  );
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++)
    start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}
