import { ServiceCounts } from '@huleedu/plugin-dockmaster-common';
import styles from './Counts.module.css';

/** How many clauses hold and how many do not: a bar, and the same in numbers. */
export function Counts({ counts }: { counts: ServiceCounts }) {
  const parts = [
    { key: 'pass', sign: '✓', count: counts.pass, label: 'hold' },
    { key: 'must', sign: '✕', count: counts.mustFail, label: 'must' },
    {
      key: 'should',
      sign: '!',
      count: counts.fail - counts.mustFail,
      label: 'should',
    },
    { key: 'unknown', sign: '?', count: counts.unknown, label: 'undecided' },
    { key: 'waived', sign: '~', count: counts.waived, label: 'waived' },
  ].filter(({ key, count }) => count > 0 || key === 'pass');
  return (
    <>
      <div className={styles.bar} aria-hidden="true">
        {parts.map(({ key, count }) => (
          <span
            key={key}
            className={styles.part}
            data-kind={key}
            style={{ flexGrow: count }}
          />
        ))}
      </div>
      <ul className={styles.legend} aria-label="Clauses by verdict">
        {parts.map(({ key, sign, count, label }) => (
          <li key={key}>
            <span className={styles.sign} data-kind={key} aria-hidden="true">
              {sign}
            </span>{' '}
            <strong>{count}</strong> {label}
          </li>
        ))}
      </ul>
    </>
  );
}
