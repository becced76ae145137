export * from './fixService';
export type { GivenPorts } from './Mend';
