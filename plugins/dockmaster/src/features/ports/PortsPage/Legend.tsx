import { PORT_STATE_ORDER, PORT_STATES, StateShape } from '../PortState';
import styles from './Legend.module.css';

/** What the signs mean. */
export function Legend() {
  return (
    <ul className={styles.legend} aria-label="Legend">
      {PORT_STATE_ORDER.map(state => (
        <li key={state}>
          <StateShape state={state} />
          {PORT_STATES[state]}
        </li>
      ))}
    </ul>
  );
}
