/**
 * A portal on a copy of the example fleet, for tests.
 *
 * @packageDocumentation
 */
export * from './exampleCopy';
export * from './startPortal';
