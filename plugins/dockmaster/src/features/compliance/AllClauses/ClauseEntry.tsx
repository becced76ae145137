import { ClauseExplanation, Report } from '@huleedu/plugin-dockmaster-common';
import { SourceLink } from '../../../shared/SourceLink';
import styles from './ClauseEntry.module.css';
import { lookOf } from './verdicts';

/** One clause: verdict, what was found and where, why the rule wants it, and what to write. */
export function ClauseEntry(props: {
  clause: Report['clauses'][number];
  explanation?: ClauseExplanation;
  links: Record<string, string>;
}) {
  const { clause, explanation, links } = props;
  const { id, severity, message, evidence, waiver } = clause;
  const { sign, words, tone } = lookOf(clause);
  return (
    <li className={styles.root}>
      <span className={styles.verdict} data-tone={tone}>
        <span aria-hidden="true">{sign} </span>
        {words}
      </span>
      <div className={styles.words}>
        <p className={styles.title}>
          {explanation?.title ?? id}{' '}
          <span className={styles.id}>
            <code>{id}</code> · {severity}
          </span>
        </p>
        <p className={styles.message}>{message}</p>
        {waiver && (
          <p className={styles.message}>
            Waived{waiver.until && ` until ${waiver.until}`}
            {waiver.by && ` by ${waiver.by}`}: {waiver.reason}
          </p>
        )}
        {evidence.length > 0 && (
          <p className={styles.places}>
            {evidence.slice(0, 4).map(place => (
              <SourceLink
                key={JSON.stringify(place)}
                evidence={place}
                url={links[place.file]}
              />
            ))}
          </p>
        )}
        {explanation && (
          <details className={styles.details}>
            <summary>Why, and what to write</summary>
            <p>{explanation.rationale}</p>
            <pre>{explanation.example.passes.trimEnd()}</pre>
            <p>To waive it, above the instruction:</p>
            <pre>{explanation.suppression}</pre>
          </details>
        )}
      </div>
    </li>
  );
}
