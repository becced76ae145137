import { useClauses } from '../../shared/useClauses';
import styles from './ClauseGroup.module.css';

/** Clauses that fail now and pass afterwards. */
export function FixedClauses({ ids }: { ids: string[] }) {
  const { data: clauses } = useClauses();
  if (ids.length === 0) return null;
  return (
    <section aria-label="Fixed clauses">
      <h3 className={styles.heading}>Fixed clauses</h3>
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
