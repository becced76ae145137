/**
 * What an organisation has otherwise than the rule as written. Apart from the engine, since a validator takes long to load.
 *
 * @packageDocumentation
 */
export { configurationSchema } from './configuration';
export * from './readStandard';
