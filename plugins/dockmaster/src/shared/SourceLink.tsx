import { Link, Text } from '@backstage/ui';
import { Report } from '@huleedu/plugin-dockmaster-common';
import styles from './SourceLink.module.css';

type Evidence = Report['clauses'][number]['evidence'][number];

/** File and lines, as a link where the host shows files on the web; `whole` shows the file's path, not its name alone. */
export function SourceLink(props: {
  evidence: Pick<Evidence, 'file' | 'startLine'> & Partial<Evidence>;
  url?: string;
  whole?: boolean;
}) {
  const { evidence, url, whole } = props;
  const { file, startLine, endLine = startLine, endColumn } = evidence;
  // A range that ends at the start of a line does not take that line in.
  const lastLine =
    endColumn === 1 && endLine > startLine ? endLine - 1 : endLine;
  const lines = startLine === lastLine ? startLine : `${startLine}–${lastLine}`;
  const name = whole ? file : file.slice(file.lastIndexOf('/') + 1);
  const label = `${name}:${lines}`;
  const className = whole ? styles.path : styles.name;
  return url ? (
    <Link
      className={className}
      variant="body-small"
      href={`${url}#L${startLine}`}
      target="_blank"
      rel="noopener noreferrer"
    >
      {label}
    </Link>
  ) : (
    <Text className={className} variant="body-small" title={file}>
      {label}
    </Text>
  );
}
