export type { PortField, PortProblem } from './portProblemOf';
export { portProblemOf } from './portProblemOf';
export { PortProblemAlert } from './PortProblemAlert';
