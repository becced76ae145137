/**
 * HuleEdu's rule 087 for service Dockerfiles, executable: from a service's files to a report.
 *
 * @packageDocumentation
 */
export type { Verdict } from './clauses/Verdict';
export * from './report/Report';
export type { Evidence } from './source/Evidence';
export type { Notice } from './source/Notice';
export { countsOf, summarize } from './report/score';
export { expireSuppressions } from './report/suppressions';
export * from './source/Sources';
export type { Clause, ClauseExample, Decision } from './clauses/Clause';
export { clauses } from './clauses';

export * from './clauses/explain';
export type * from './standard/Standard';
export * from './standard/pools';
export { rule087 } from './standard/rule087';
export { versionOf } from './standard/versionOf';
export { engineVersion } from './engineVersion';
export { examine, judge } from './judge';
export * from './observation/observeMonorepo';
export * from './observation/PortObservation';
export * from './dockerfile/stages';
export { loadCompose } from './compose/loadCompose';
export { dockerfileLimits } from './source/limits';
export * from './forecast';
