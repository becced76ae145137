import { UnreadableFile, unreadableFilesOf } from '../baseline/unreadableFiles';
import { Outcome, Result } from './Outcome';

/** Those of a check, each once though services share it; with a baseline, those that it does not know. */
export function newlyUnreadable({
  results,
  comparison,
}: Outcome): Array<Result & UnreadableFile> {
  const found = results.flatMap(result =>
    unreadableFilesOf(result.report)
      .filter(
        ({ file }) =>
          !comparison ||
          comparison.changes
            .get(result.report.service)
            ?.newlyUnreadable.includes(file),
      )
      .map(unreadable => ({ ...result, ...unreadable })),
  );
  const byMessage = new Map(
    found.map(item => [`${item.directory}${item.notice.message}`, item]),
  );
  return [...byMessage.values()];
}
