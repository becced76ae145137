export { portProblemOf } from './PortProblem';
export { bundleInWords, PORT_STATES, ROLES, StateShape } from './PortState';
export { ServicePorts } from './ServicePorts';
export { usePortOverview } from './usePortOverview';
export { usePortPreview } from './usePortPreview';
