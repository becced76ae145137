/**
 * Scaffolder actions that create services according to rule 087, fix them and retire them.
 *
 * @packageDocumentation
 */
export { readMonorepoChanges } from './changes/MonorepoChanges';
export type {
  FileChange,
  MonorepoChanges,
  MonorepoSnapshot,
} from './changes/MonorepoChanges';
export { scaffolderModuleDockmaster as default } from './module';
