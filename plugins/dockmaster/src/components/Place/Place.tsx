import { Link, Text } from '@backstage/ui';
import { Report } from '@huleedu/plugin-dockmaster-common';
import styles from './Place.module.css';

type Evidence = Report['clauses'][number]['evidence'][number];

/** File and lines, as a link where the host shows files on the web. */
export function Place({ evidence, url }: { evidence: Evidence; url?: string }) {
  const { file, startLine, endLine, endColumn } = evidence;
  // A range that ends at the start of a line does not take that line in.
  const lastLine =
    endColumn === 1 && endLine > startLine ? endLine - 1 : endLine;
  const lines = startLine === lastLine ? startLine : `${startLine}–${lastLine}`;
  const label = `${file.slice(file.lastIndexOf('/') + 1)}:${lines}`;
  return url ? (
    <Link
      className={styles.place}
      variant="body-small"
      href={`${url}#L${startLine}`}
      target="_blank"
      rel="noopener noreferrer"
    >
      {label}
    </Link>
  ) : (
    <Text className={styles.place} variant="body-small" title={file}>
      {label}
    </Text>
  );
}
