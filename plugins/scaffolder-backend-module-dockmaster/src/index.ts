/**
 * Scaffolder actions that create services which keep rule 087, and retire them.
 *
 * @packageDocumentation
 */
export { scaffolderModuleDockmaster as default } from './module';
