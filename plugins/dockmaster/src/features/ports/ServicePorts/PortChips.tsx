import { useNow } from '../../../shared/useNow';
import { timeLeft } from '../timeLeft';
import { PORT_STATES, ROLES, StateShape } from '../PortState';
import { PortChip } from './chipsOf';
import styles from './PortChips.module.css';

/** `HTTP 7009 active`, `Prometheus 9101 file says 9099`. */
export function PortChips({ chips }: { chips: PortChip[] }) {
  const now = useNow();
  const isOneEnvironment =
    new Set(chips.map(({ environment }) => environment)).size === 1;
  return (
    <ul className={styles.chips} aria-label="Ports of this service">
      {chips.map(({ environment, role, port, state, says, until }) => (
        <li
          key={`${environment} ${role} ${port}`}
          className={styles.chip}
          data-state={says === undefined ? state : 'conflict'}
        >
          <StateShape state={says === undefined ? state : 'conflict'} />
          <span>
            {!isOneEnvironment && `${environment}: `}
            {ROLES[role]} <strong>{port}</strong> {PORT_STATES[state]}
            {until && `, ${timeLeft(until, now)}`}
            {says !== undefined && `, files say ${says}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
