import { RootConfigService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { Changes } from '@huleedu/service-generator';
import { readConfig } from '../config';
import { chooseMonorepo } from '../monorepo/chooseMonorepo';
import { RepositorySource } from '../monorepo/MonorepoFiles';
import { ChangeSet, readChangeSet } from './ChangeSet';
import { ChangeRequest, nameIn, planChanges } from './planChanges';
import { readWorkspaceFiles } from './workspaceFiles';

/** A file to write, or to delete if it has no content. @public */
export interface FileChange {
  /** From the monorepo's root, with `/`. */
  path: string;
  /** The new content; undefined for a file to delete. */
  content?: Buffer;
}

/** Reads the monorepo's files at one revision. Paths start at its root. @public */
export interface MonorepoSnapshot {
  /** Content of a file, or undefined if there is none. */
  read(path: string): Promise<Buffer | undefined>;
  /** Paths of all files in a folder; none if there is no such folder. */
  list(folder: string): Promise<string[]>;
}

/** Changes that earlier steps of a task left in the workspace, for an action that publishes them. @public */
export interface MonorepoChanges {
  /** URL of the monorepo, one of `dockmaster.monorepos`. */
  readonly monorepoUrl: string;
  /** Title of a commit or a pull request, such as `Create billing_service`. */
  readonly title: string;
  /**
   * Computes the changes for the files of this snapshot, which may be newer than those that the earlier steps read.
   *
   * @throws ConflictError if a file was changed by another step of the task, and by someone else in the meantime
   */
  planFor(snapshot: MonorepoSnapshot): Promise<FileChange[]>;
}

const VERBS = { create: 'Create', fix: 'Fix', retire: 'Retire' };

/**
 * Reads the changes that `dockmaster:service:create`, `:fix` or `:retire` left in the workspace.
 *
 * @param config - `dockmaster.monorepos` and `dockmaster.standard`, as the actions read them
 *
 * @throws InputError if no such step ran before
 * @public
 */
export async function readMonorepoChanges(
  workspacePath: string,
  config: RootConfigService,
): Promise<MonorepoChanges> {
  const { monorepos, standard } = readConfig(config);
  const set = await readChangeSet(workspacePath);
  const files = await readWorkspaceFiles(workspacePath);
  const monorepo = chooseMonorepo(monorepos, set.monorepo);
  const { request } = set;
  return {
    monorepoUrl: monorepo.url,
    title: titleOf(request),
    async planFor(snapshot) {
      const source = sourceOf(snapshot);
      const options = { standard, monorepo };
      const planned = await planChanges(request, options, source);
      return withEdits(planned, set, files, snapshot);
    },
  };
}

function titleOf(request: ChangeRequest): string {
  return `${VERBS[request.action]} ${nameIn(request)}`;
}

/** Reads a snapshot as the rest of this module reads a monorepo. */
export function sourceOf(snapshot: MonorepoSnapshot): RepositorySource {
  return {
    async read(path) {
      const content = await snapshot.read(path);
      return content === undefined
        ? { state: 'missing', path }
        : { state: 'present', path, content: content.toString('utf8') };
    },
    list: folder => snapshot.list(folder),
  };
}

/** The planned changes, with the edits that later steps of the task made to files in the workspace. */
async function withEdits(
  planned: Changes,
  set: ChangeSet,
  files: Map<string, Buffer>,
  snapshot: MonorepoSnapshot,
): Promise<FileChange[]> {
  const changes = new Map<string, Buffer | undefined>();
  for (const { path, content } of [
    ...planned.newFiles,
    ...planned.changedFiles,
  ]) {
    changes.set(path, Buffer.from(content));
  }
  for (const path of planned.deletedFiles) changes.set(path, undefined);

  const written = new Map(set.written.map(file => [file.path, file]));
  for (const [path, content] of files) {
    const original = written.get(path);
    if (original && content.equals(Buffer.from(original.content))) continue;
    const present = await snapshot.read(path);
    if (present?.equals(content)) continue;
    if (present?.toString('utf8') !== original?.basedOn) {
      throw new ConflictError(
        `${path} was changed by a step of this task, and by someone else in the meantime. Press Start over.`,
      );
    }
    changes.set(path, content);
  }
  return [...changes].map(([path, content]) => ({ path, content }));
}
