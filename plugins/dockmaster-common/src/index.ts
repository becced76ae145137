/**
 * What the Dockmaster front end and back end share.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './api/DockmasterApi';
export * from './api/DockmasterClient';
export * from './api/portTypes';
export * from './api/types';
export * from './events';
export * from './monorepo/Monorepo';
export * from './monorepo/resolveUrl';
export * from './monorepo/ServiceLocation';
export * from './permissions';
