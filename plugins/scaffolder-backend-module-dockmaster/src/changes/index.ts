/**
 * The changes of a task's earlier steps, for modules that publish them in another way than by pull request.
 *
 * @packageDocumentation
 */
export { changeSetOf, readChangeSet } from './ChangeSet';
export type { ChangeSet } from './ChangeSet';
export { folderOfService, nameIn, planChanges } from './planChanges';
export type { ChangeRequest } from './planChanges';
export { readWorkspaceFiles } from './workspaceFiles';
export { chooseMonorepo } from '../monorepo/chooseMonorepo';
export type { RepositorySource } from '../monorepo/MonorepoFiles';
