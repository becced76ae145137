import { PortState } from '@huleedu/plugin-dockmaster-common';

/** How a port's state is called, in the order of the legend. */
export const PORT_STATES: Record<PortState, string> = {
  active: 'active',
  leased: 'leased',
  quarantined: 'quarantined',
  observed: 'observed only',
  conflict: 'conflict',
  blocked: 'blocked',
  free: 'free',
};

export const PORT_STATE_ORDER = Object.keys(PORT_STATES) as PortState[];
