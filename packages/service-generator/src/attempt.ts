import { EditError } from '@huleedu/text-edits';
import { Changes } from './changes/Changes';
import { unreadableFiles } from './conflicts';
import { RepositoryFiles } from './repository/RepositoryFiles';
import { Problem } from './spec/ServiceSpec';

/** Makes changes where nothing stands in the way: no problem with the request, and no file that cannot be read or edited. */
export function attempt(
  problems: Problem[],
  repository: RepositoryFiles,
  make: () => Changes | { problems: Problem[] },
): Changes | { problems: Problem[] } {
  const all = [...problems, ...unreadableFiles(repository)];
  if (all.length > 0) return { problems: all };
  try {
    return make();
  } catch (error) {
    if (!(error instanceof EditError)) throw error;
    const message = `A Compose file cannot be edited: ${error.message}`;
    return { problems: [{ code: 'unreadable', message }] };
  }
}
