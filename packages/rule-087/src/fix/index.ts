export * from './Fix';
export { fixService } from './fixService';
export type { GivenPorts } from './Mend';
export * from './rewrite/Rewrite';
