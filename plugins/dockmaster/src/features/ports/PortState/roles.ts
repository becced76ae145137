import { BundlePorts, PortRole } from '@huleedu/plugin-dockmaster-common';

/** What a port is for, as people call it. */
export const ROLES: Record<PortRole, string> = {
  http: 'HTTP',
  prometheus: 'Prometheus',
  database: 'Database',
};

export const ROLE_ORDER = Object.keys(ROLES) as PortRole[];

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** `HTTP 7011, Prometheus 9103 and Database 5447`. */
export function bundleInWords(ports: BundlePorts): string {
  return list.format(
    ROLE_ORDER.flatMap(role =>
      ports[role] === undefined ? [] : `${ROLES[role]} ${ports[role]}`,
    ),
  );
}
