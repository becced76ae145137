import { useRouteRef } from '@backstage/core-plugin-api';
import { Link } from '@backstage/ui';
import { ServiceFix } from '@huleedu/plugin-dockmaster-common';
import { portsLinkRouteRef } from '../../routes';
import { ROLES } from '../ports';
import styles from './ClauseGroup.module.css';

type Remaining = ServiceFix['remaining'][number];

/** Which clauses fail afterwards still, by the reason; where a port is what is missing, a link to get one. */
export function RemainingClauses(props: {
  remaining: Remaining[];
  /** The entity to which a link gives a port; undefined where there shall be none. */
  portFor?: string;
}) {
  const { remaining, portFor } = props;
  const toPorts = useRouteRef(portsLinkRouteRef);
  if (remaining.length === 0) return null;
  return (
    <section aria-label="What remains">
      <h3 className={styles.heading}>What remains</h3>
      <ul className={styles.reasons}>
        {byReason(remaining).map(([{ reason, needs }, ids]) => (
          <li key={reason}>
            {reason}{' '}
            {needs && portFor && toPorts && (
              <Link href={`${toPorts()}?${reserving(portFor, needs)}`}>
                Reserve {needs === 'http' ? 'an' : 'a'} {ROLES[needs]} port
              </Link>
            )}
            <span className={styles.ids}>
              {ids.map(id => (
                <code key={id}>{id}</code>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function byReason(remaining: Remaining[]): Array<[Remaining, string[]]> {
  const groups = new Map<string, [Remaining, string[]]>();
  for (const clause of remaining) {
    const [first, ids] = groups.get(clause.reason) ?? [clause, []];
    groups.set(clause.reason, [first, [...ids, clause.id]]);
  }
  return [...groups.values()];
}

function reserving(owner: string, needs: NonNullable<Remaining['needs']>) {
  return new URLSearchParams({ reserve: owner, role: needs });
}
