/**
 * What a new HuleEdu service consists of, and where the monorepo names it: from a request to new and changed files.
 *
 * @packageDocumentation
 */
export * from './changes/Changes';
export { unifiedPatch } from './changes/unifiedPatch';
export type { FileChange } from './changes/unifiedPatch';
export { dockerfileOf } from './dockerfileOf';
export { generate } from './generate';
export { mendService } from './mendService';
export type { MendOptions } from './mendService';
export * from './repository/RepositoryFiles';
export { retire } from './retire';
export { servicePaths } from './serviceFiles';
export { databaseService, entityName, prefixOf } from './spec/names';
export * from './spec/ServiceSpec';
export { validateSpec } from './spec/validate';
