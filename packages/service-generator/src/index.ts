/**
 * What a new HuleEdu service consists of, and where the monorepo names it: from a request to new and changed files.
 *
 * @packageDocumentation
 */
export * from './changes/Changes';
export * from './dockerfileOf';
export { generate } from './generate';
export * from './repository/RepositoryFiles';
export { retire } from './retire';
export { servicePaths } from './serviceFiles';
export { databaseService, entityName, prefixOf } from './spec/names';
export * from './spec/ServiceSpec';
export { validateSpec } from './spec/validate';
