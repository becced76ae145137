import { VisuallyHidden } from '@backstage/ui';
import styles from './DiffRows.module.css';
import { DiffRow } from './parseDiff';

const SIGNS = {
  kept: { sign: ' ', words: undefined },
  added: { sign: '+', words: 'added' },
  removed: { sign: '−', words: 'removed' },
};

/** Lines with their numbers; a sign says the same as the colour, and a word the same as the sign. */
export function DiffRows({ rows }: { rows: DiffRow[] }) {
  return (
    <table className={styles.table}>
      <thead className={styles.head}>
        <tr>
          <th scope="col">Line before</th>
          <th scope="col">Line after</th>
          <th scope="col">Change</th>
          <th scope="col">Text</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) =>
          row.kind === 'gap' ? (
            <tr key={index} className={styles.gap}>
              <td colSpan={4}>{row.text}</td>
            </tr>
          ) : (
            <tr key={index} className={styles.line} data-kind={row.kind}>
              <td className={styles.number}>{row.before}</td>
              <td className={styles.number}>{row.after}</td>
              <td className={styles.sign}>
                <span aria-hidden>{SIGNS[row.kind].sign}</span>
                {row.kind !== 'kept' && (
                  <VisuallyHidden>{SIGNS[row.kind].words}</VisuallyHidden>
                )}
              </td>
              <td className={styles.text}>{row.text}</td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
