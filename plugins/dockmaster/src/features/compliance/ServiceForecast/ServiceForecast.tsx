import { Entity } from '@backstage/catalog-model';
import { useForecast } from './useForecast';
import styles from './ServiceForecast.module.css';

/** What an edit rebuilds, in a line, with the steps behind it; left out where it cannot be said. */
export function ServiceForecast(props: { entity: Entity }) {
  const summary = useForecast(props.entity).data?.summary;
  if (!summary) return null;
  return (
    <details className={styles.root}>
      <summary>{summary.sentence}</summary>
      {summary.edits.map(({ change, what, count, steps }) => (
        <section key={change} aria-label={`An edit of ${what}`}>
          <h5>
            An edit of {what}: {count} of {summary.stepCount}
          </h5>
          <ol>
            {steps.map(({ index, stage, line, instruction, verdict }) => (
              <li key={index} value={index}>
                <code>{instruction}</code>{' '}
                <span className={styles.place}>
                  {stage}, line {line}
                  {verdict === 'maybe' && ', perhaps'}
                </span>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </details>
  );
}
