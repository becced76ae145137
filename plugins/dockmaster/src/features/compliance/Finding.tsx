import { VisuallyHidden } from '@backstage/ui';
import { Report } from '@huleedu/plugin-dockmaster-common';
import styles from './Finding.module.css';
import { SourceLink } from '../../shared/SourceLink';

const SIGNS = {
  fail: {
    must: { sign: '✕', tone: 'negative', words: 'Fails' },
    should: { sign: '!', tone: 'warning', words: 'Fails' },
    optional: { sign: 'i', tone: 'neutral', words: 'Fails' },
  },
  unknown: { sign: '?', tone: 'warning', words: 'Cannot be decided' },
} as const;

/** One clause that does not hold or cannot be decided: what is wrong, what to write instead, and where. */
export function Finding(props: {
  clause: Report['clauses'][number];
  links: Record<string, string>;
}) {
  const { id, severity, verdict, message, evidence } = props.clause;
  const { sign, tone, words } =
    verdict === 'unknown' ? SIGNS.unknown : SIGNS.fail[severity];
  return (
    <li className={styles.root}>
      <span className={styles.sign} data-tone={tone} aria-hidden="true">
        {sign}
      </span>
      <VisuallyHidden>{words}: </VisuallyHidden>
      <div className={styles.words}>
        <p className={styles.message}>{message}</p>
        <p className={styles.clause}>
          <code>{id}</code> · {severity}
        </p>
      </div>
      {evidence.length > 0 && (
        <SourceLink
          evidence={evidence[0]}
          url={props.links[evidence[0].file]}
        />
      )}
    </li>
  );
}
