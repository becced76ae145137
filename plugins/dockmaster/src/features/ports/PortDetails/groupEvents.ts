import { BundlePorts, PortEvent } from '@huleedu/plugin-dockmaster-common';

/** One thing that happened, to all the ports that it happened to. */
export type GroupedEvent = Omit<PortEvent, 'port' | 'role'> & {
  ports: BundlePorts;
};

/** Puts together what one change wrote for each port of a bundle. */
export function groupEvents(events: PortEvent[]): GroupedEvent[] {
  const groups = new Map<string, GroupedEvent>();
  for (const { port, role, ...event } of events) {
    const { at, action, reservation } = event;
    const key = JSON.stringify([at, action, reservation]);
    const ports = { ...groups.get(key)?.ports, [role]: port };
    groups.set(key, { ...event, ports });
  }
  return [...groups.values()];
}

/** What else is known of a change, as the end of a sentence. */
export function detailOf({ detail }: Pick<PortEvent, 'detail'>): string {
  if (detail === undefined) return '';
  try {
    const { from, until, reason } = JSON.parse(detail);
    return [
      from && `from ${from}`,
      until && `until ${new Date(until).toLocaleString()}`,
      reason,
    ]
      .filter(Boolean)
      .join(', ');
  } catch {
    return detail;
  }
}
