export * from './Fix';
export { fixableClauses, withFixable } from './fixable';
export { fixService } from './fixService';
export type { ServiceFixOptions } from './fixService';
export type { GivenPorts } from './Mend';
export type { Mention } from './moves/mentions';
export * from './rewrite/Rewrite';
