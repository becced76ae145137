import { Notice, Report } from '@huleedu/rule-087';
import { Outcome, Result } from './Outcome';

/** A file that says nothing, since it cannot be read or parsed. */
export type UnreadableFile = { file: string; notice: Notice };

/** A Dockerfile that is not there is none. */
export function unreadableFilesOf({
  notices,
  files,
}: Report): UnreadableFile[] {
  return notices
    .filter(
      ({ severity, code }) => severity === 'error' && code !== 'no-dockerfile',
    )
    .map(notice => ({
      file: notice.evidence[0]?.file ?? files.pyproject ?? notice.code,
      notice,
    }));
}

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
