import { ServiceFix } from '@huleedu/plugin-dockmaster-common';
import { Place } from '../../shared/SourceLink';
import styles from './ClauseGroup.module.css';

/** Lines that still name a port which moves: what they mean, their authors know. */
export function Mentions({ mentions = [] }: Pick<ServiceFix, 'mentions'>) {
  if (mentions.length === 0) return null;
  return (
    <section aria-label="What still names an old port">
      <h3 className={styles.heading}>What still names an old port</h3>
      <ul className={styles.reasons}>
        {mentions.map(({ path, line, port, now }) => (
          <li key={`${path}:${line}:${port}`}>
            <Place evidence={{ file: path, startLine: line }} whole /> names{' '}
            {port}, which becomes {now}. Change it where this service is meant.
          </li>
        ))}
      </ul>
    </section>
  );
}
