/**
 * Checks the services of a Backstage catalog against rule 087.
 *
 * @packageDocumentation
 */
export { dockmasterPlugin as default } from './plugin';
