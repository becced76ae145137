import { Text } from '@backstage/ui';
import { ServiceDetail } from '@huleedu/plugin-dockmaster-common';
import { Counts } from './Counts';
import { Headline } from '../../shared/Headline';
import styles from './Overview.module.css';
import { ScoreRing } from './ScoreRing';
import { verdictOf } from './verdict';

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

function allHold(decided: number): string {
  return decided === 1
    ? 'The 1 clause that applies holds'
    : `All ${decided} clauses that apply hold`;
}

/** The verdict, the score and how many clauses hold. */
export function Overview(props: {
  service: ServiceDetail;
  report: NonNullable<ServiceDetail['report']>;
}) {
  const { conforms, score, since } = props.service;
  const counts = props.service.counts!;
  const { tone, sign, text } = verdictOf(conforms, counts);
  const decided = counts.pass + counts.fail;
  return (
    <div className={styles.root}>
      <ScoreRing score={score} tone={tone} />
      <div className={styles.words}>
        <Headline tone={tone} sign={sign}>
          {text}
        </Headline>
        <Text as="p" variant="body-small" color="secondary">
          {counts.pass === decided && counts.unknown === 0
            ? allHold(decided)
            : `${counts.pass} of ${decided} decided clauses hold`}
          {since && (
            <>
              {', '}
              {conforms === null && 'undecided '}since{' '}
              <time dateTime={since} title={new Date(since).toLocaleString()}>
                {day.format(new Date(since))}
              </time>
            </>
          )}
        </Text>
        <Counts counts={counts} />
      </div>
    </div>
  );
}
