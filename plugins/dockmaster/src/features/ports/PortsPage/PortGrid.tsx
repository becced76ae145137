import { KnownPort } from '../PortState';
import { PortCell } from './PortCell';
import styles from './PortGrid.module.css';

/** Numbers side by side, ten in a row where there is room. */
export function PortGrid(props: {
  label: string;
  ports: KnownPort[];
  now: Date;
  onOpen: (port: number) => void;
}) {
  const { label, ports, now, onOpen } = props;
  return (
    <div className={styles.frame}>
      <ul className={styles.grid} aria-label={label}>
        {ports.map(port => (
          <li key={port.port}>
            <PortCell port={port} now={now} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </div>
  );
}
