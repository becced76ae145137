import { useClauses } from '../../shared/useClauses';
import styles from './ClauseGroup.module.css';

/** Which clauses hold afterwards that fail now. */
export function MendedClauses({ ids }: { ids: string[] }) {
  const { clauses } = useClauses();
  if (ids.length === 0) return null;
  return (
    <section aria-label="What it mends">
      <h3 className={styles.heading}>What it mends</h3>
      <ul className={styles.columns}>
        {ids.map(id => (
          <li key={id}>
            <code>{id}</code> {clauses?.get(id)?.title}
          </li>
        ))}
      </ul>
    </section>
  );
}
