import { ClauseResult, Evidence } from '@huleedu/rule-087';
import { Outcome, Result } from './Outcome';

/** A clause that fails, as it is shown. */
export type Finding = Result & {
  clause: ClauseResult;
  message: string;
  places: Evidence[];
  /** Beside a baseline, and undefined without one. */
  state?: 'new' | 'unchanged';
};

/** Everything that fails; a clause that fails at new places too, beside a baseline, is two findings. */
export function findingsOf({ results, comparison }: Outcome): Finding[] {
  return results.flatMap(result => {
    const { clauses, service } = result.report;
    const change = comparison?.changes.get(service);
    return clauses
      .filter(({ verdict }) => verdict === 'fail')
      .flatMap((clause): Finding[] => {
        const { id, message, evidence } = clause;
        const whole = { ...result, clause, message, places: evidence };
        if (!change) return [whole];
        const places = change.newPlaces.get(id);
        if (!places) return [{ ...whole, state: 'unchanged' }];
        const before = evidence.filter(place => !places.includes(place));
        if (before.length === 0) return [{ ...whole, state: 'new' }];
        return [
          { ...whole, state: 'unchanged', places: before },
          {
            ...whole,
            state: 'new',
            places,
            message: `Fails here too, as it did elsewhere: ${message}`,
          },
        ];
      });
  });
}

/** What is to be fixed: beside a baseline, what is new. */
export function newFindingsOf(outcome: Outcome): Finding[] {
  return findingsOf(outcome).filter(({ state }) => state !== 'unchanged');
}

/** Beside a baseline, the services of which a must can no longer be decided: the first such clause of each. */
export function newlyUndecided({ results, comparison }: Outcome): Finding[] {
  return results.flatMap((result): Finding[] => {
    const { clauses, service } = result.report;
    if (!comparison?.changes.get(service)?.newlyUndecided) return [];
    const [clause, ...others] = clauses.filter(
      ({ severity, verdict }) => severity === 'must' && verdict === 'unknown',
    );
    const rest =
      others.length > 0
        ? ` ${others.length} more of the service cannot be decided.`
        : '';
    return [
      {
        ...result,
        clause,
        message: `${clause.message}${rest}`,
        places: clause.evidence,
        state: 'new',
      },
    ];
  });
}
