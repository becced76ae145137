import { StateShape, KnownPort } from '../PortState';
import { describePort } from './describePort';
import styles from './PortCell.module.css';

/** One number: what is known of it, and the way to the rest. */
export function PortCell(props: {
  port: KnownPort;
  now: Date;
  onOpen: (port: number) => void;
}) {
  const { port, now, onOpen } = props;
  const { state, who, partner, label } = describePort(port, now);
  return (
    <button
      type="button"
      className={styles.cell}
      data-state={port.state}
      aria-label={label}
      aria-haspopup="dialog"
      title={who}
      onClick={() => onOpen(port.port)}
    >
      <span className={styles.top}>
        <span className={styles.number}>{port.port}</span>
        {partner && <span className={styles.partner}>{port.partner}</span>}
        <StateShape state={port.state} />
      </span>
      <span className={styles.state}>{state}</span>
      {who && <span className={styles.who}>{who}</span>}
    </button>
  );
}
