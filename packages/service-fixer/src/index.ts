export * from './FixResult';
export { fixableClauses, withFixable } from './fixable';
export { fixService } from './fixService';
export type { ServiceFixOptions } from './fixService';
export type { GivenPorts } from './ClauseFix';
export type { StaleReference } from './moves/staleReferences';
export * from './rewrite/Rewrite';
