import { Report } from '@huleedu/plugin-dockmaster-common';
import { useState } from 'react';
import { useClauses } from '../../../shared/useClauses';
import { ErrorMessage } from '../../../shared/ErrorMessage';
import { ClauseEntry } from './ClauseEntry';
import styles from './ClauseList.module.css';
import { Verdict } from './verdicts';
import { Shown, VerdictFilter } from './VerdictFilter';

/** Every clause with its verdict, under the headings of the rule. */
export function ClauseList(props: {
  report: Report;
  links: Record<string, string>;
}) {
  const { report, links } = props;
  const { data: explanations, error, refetch } = useClauses();
  const [shown, setShown] = useState<Shown>('all');
  const counts = new Map<Verdict, number>();
  for (const { verdict } of report.clauses) {
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  const groups = groupBySection(
    report.clauses.filter(
      ({ verdict }) => shown === 'all' || verdict === shown,
    ),
  );
  return (
    <div className={styles.root}>
      <VerdictFilter counts={counts} shown={shown} onChange={setShown} />
      {error && <ErrorMessage error={error} onRetry={refetch} />}
      {groups.map(([section, clauses]) => (
        <section key={section} aria-labelledby={`section-${section}`}>
          <h3 id={`section-${section}`} className={styles.heading}>
            §{section} {explanations?.get(clauses[0].id)?.sectionTitle}
          </h3>
          <ul className={styles.list}>
            {clauses.map(clause => (
              <ClauseEntry
                key={clause.id}
                clause={clause}
                explanation={explanations?.get(clause.id)}
                links={links}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

type Clauses = Report['clauses'];

/** In the order of the rule's headings. */
function groupBySection(clauses: Clauses): Array<[string, Clauses]> {
  const groups = new Map<string, Clauses>();
  for (const clause of clauses) {
    const section = clause.id.slice(0, clause.id.lastIndexOf('.'));
    groups.set(section, [...(groups.get(section) ?? []), clause]);
  }
  return [...groups].sort(([a], [b]) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
}
