export { BundleNumbers } from './BundleNumbers';
export { PORT_STATE_ORDER, PORT_STATES } from './portStates';
export { bundleInWords, ROLE_ORDER, ROLES } from './roles';
export { StateShape } from './StateShape';
export type { KnownPort } from './knownPorts';
export { claimantsOf, registeredOwners, withRealPartners } from './knownPorts';
