import { Notice, Report } from '@huleedu/rule-087';

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
