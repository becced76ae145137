/**
 * What the Dockmaster front end and back end share.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './api/DockmasterApi';
export * from './api/DockmasterClient';
export type { components, operations, paths } from './api/openapi.generated';
export * from './api/requests';
export * from './api/schemas.generated';
export * from './events';
export * from './monorepo/Monorepo';
export * from './monorepo/resolveUrl';
export * from './monorepo/ServiceLocation';
export * from './permissions';
