import { Skeleton } from '@backstage/ui';
import { ServiceFix } from '@huleedu/plugin-dockmaster-common';
import { UseQueryResult } from '@tanstack/react-query';
import { ErrorMessage } from '../../shared/ErrorMessage';
import { FileDiff } from './FileDiff';
import styles from './FixContent.module.css';
import { FixedClauses } from './FixedClauses';
import { StaleReferences } from './StaleReferences';
import { Outcome } from './Outcome';
import { RemainingClauses } from './RemainingClauses';

/** A service's fix: fixed clauses, remaining clauses with reasons, and the changed files. */
export function FixContent(props: {
  answer: UseQueryResult<ServiceFix>;
  /** Whether it leads to where a port is reserved that is missing. */
  isPortOffered?: boolean;
}) {
  const { data: fix, error, refetch } = props.answer;
  if (!fix) {
    return error ? (
      <ErrorMessage about="fix" error={error} onRetry={refetch} />
    ) : (
      <div role="status" aria-label="The fix is being worked out">
        <Skeleton height={240} />
      </div>
    );
  }
  return (
    <div className={styles.root}>
      <Outcome fix={fix} />
      <FixedClauses ids={fix.fixed} />
      <RemainingClauses
        remaining={fix.remaining}
        portFor={props.isPortOffered ? fix.entityRef : undefined}
      />
      <StaleReferences staleReferences={fix.staleReferences} />
      {fix.files.map(file => (
        <FileDiff key={file.path} {...file} />
      ))}
    </div>
  );
}
