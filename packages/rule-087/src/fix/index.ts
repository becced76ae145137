export * from './Fix';
export { fixService } from './fixService';
export type { GivenPorts } from './Mend';
export type { Mention } from './moves/mentions';
export * from './rewrite/Rewrite';
