import { Box, Button, VisuallyHidden } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { DiffRows } from './DiffRows';
import styles from './FileDiff.module.css';
import { parseDiff } from './parseDiff';

const SHOWN_AT_FIRST = 300;
const SHOWN_MORE = 1_000;

/** What changes in one file; of a long diff the beginning, and the rest on demand. */
export function FileDiff(props: {
  path: string;
  patch: string;
  /** The path that it had before. */
  renamedFrom?: string;
}) {
  const { path, patch, renamedFrom } = props;
  const { added, removed, rows } = useMemo(() => parseDiff(patch), [patch]);
  const [most, setMost] = useState(SHOWN_AT_FIRST);
  const hidden = rows.length - most;
  return (
    <details className={styles.root} open>
      <summary className={styles.summary}>
        <span className={styles.path}>
          {renamedFrom === undefined ? path : `${renamedFrom} → ${path}`}
        </span>{' '}
        <VisuallyHidden>
          {`Lines added: ${added}, removed: ${removed}`}
        </VisuallyHidden>
        <span className={styles.count} data-kind="added" aria-hidden>
          +{added}
        </span>
        <span className={styles.count} data-kind="removed" aria-hidden>
          −{removed}
        </span>
      </summary>
      {rows.length > 0 && (
        <Box
          className={styles.scroll}
          role="region"
          aria-label={`Changes of ${path}`}
          // Whoever has no mouse scrolls it by the arrow keys.
          tabIndex={0}
        >
          <DiffRows rows={rows.slice(0, most)} />
        </Box>
      )}
      {hidden > 0 && (
        <div className={styles.more}>
          <Button variant="tertiary" onPress={() => setMost(most + SHOWN_MORE)}>
            {hidden > SHOWN_MORE
              ? `Show ${SHOWN_MORE} more of ${hidden} lines`
              : `Show ${hidden} more lines`}
          </Button>
        </div>
      )}
    </details>
  );
}
