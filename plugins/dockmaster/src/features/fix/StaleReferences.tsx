import { ServiceFix } from '@huleedu/plugin-dockmaster-common';
import { SourceLink } from '../../shared/SourceLink';
import styles from './ClauseGroup.module.css';

/** Lines that still refer to a port that moves. Only their authors know what they mean. */
export function StaleReferences({
  staleReferences = [],
}: Pick<ServiceFix, 'staleReferences'>) {
  if (staleReferences.length === 0) return null;
  return (
    <section aria-label="References to old ports">
      <h3 className={styles.heading}>References to old ports</h3>
      <ul className={styles.reasons}>
        {staleReferences.map(({ path, line, port, now }) => (
          <li key={`${path}:${line}:${port}`}>
            <SourceLink evidence={{ file: path, startLine: line }} whole />{' '}
            names {port}, which becomes {now}. Change it where this service is
            meant.
          </li>
        ))}
      </ul>
    </section>
  );
}
