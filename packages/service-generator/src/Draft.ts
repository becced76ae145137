import equal from 'fast-deep-equal';
import {
  addEntry,
  EditError,
  entryIn,
  removeEntry,
  SectionKey,
  unifiedPatch,
  valueOfBlock,
} from '@huleedu/text-edits';
import { Changes } from './changes/Changes';
import { contentOf, RepositoryFiles } from './repository/RepositoryFiles';
import { Problem } from './spec/ServiceSpec';

/** Changes to a repository while they are being put together: several go into one file, and what stands in the way is collected. */
export class Draft {
  readonly problems: Problem[] = [];
  readonly notes: string[] = [];
  private readonly contents = new Map<string, string | undefined>();

  static create(repository: RepositoryFiles): Draft {
    return new Draft(repository);
  }

  private constructor(private readonly repository: RepositoryFiles) {}

  /** As the file is to be; undefined where it does not exist. */
  contentOf(path: string): string | undefined {
    return this.contents.has(path)
      ? this.contents.get(path)
      : contentOf(this.repository, path);
  }

  /** A file that must not be there yet, or say just this. */
  create(path: string, content: string) {
    const before = this.contentOf(path);
    if (before !== undefined && before !== content) {
      this.problems.push({
        code: 'conflict',
        path,
        message: `${path} exists already and says something else`,
      });
      return;
    }
    this.contents.set(path, content);
  }

  /** Edits a file's text; the empty one where it does not exist. */
  edit(path: string, edit: (content: string) => string) {
    const before = this.contentOf(path);
    try {
      const after = edit(before ?? '');
      if (after !== (before ?? '')) this.contents.set(path, after);
    } catch (error) {
      if (!(error instanceof EditError)) throw error;
      this.problems.push({
        code: 'unreadable',
        path,
        message: `${path} cannot be edited: ${error.message}`,
      });
    }
  }

  /** An entry that must not be there yet, or say just this. */
  addEntry(path: string, key: SectionKey, name: string, block: string) {
    this.edit(path, content => {
      const existing = entryIn(content, key, name);
      if (!existing) return addEntry(content, key, block);
      if (!equal(existing.value, valueOfBlock(block))) {
        this.problems.push({
          code: 'conflict',
          path,
          message: `${path} has ${name} under ${key.key} already, and it says something else`,
        });
      }
      return content;
    });
  }

  removeEntry(path: string, key: SectionKey, name: string) {
    if (this.contentOf(path) !== undefined)
      this.edit(path, content => removeEntry(content, key, name));
  }

  remove(path: string) {
    this.contents.set(path, undefined);
  }

  /** The changes, or everything that stands in the way. */
  finish(): Changes | { problems: Problem[] } {
    if (this.problems.length > 0) return { problems: this.problems };
    const changes = [...this.contents.entries()]
      .map(([path, after]) => ({
        path,
        before: contentOf(this.repository, path),
        after,
      }))
      .filter(({ before, after }) => before !== after);
    return {
      newFiles: changes.flatMap(({ path, before, after }) =>
        before === undefined && after !== undefined
          ? [{ path, content: after }]
          : [],
      ),
      changedFiles: changes.flatMap(({ path, before, after }) =>
        before !== undefined && after !== undefined
          ? [{ path, content: after, basedOn: before }]
          : [],
      ),
      deletedFiles: changes.flatMap(({ path, after }) =>
        after === undefined ? [path] : [],
      ),
      patch: unifiedPatch(changes),
      notes: this.notes,
    };
  }
}
