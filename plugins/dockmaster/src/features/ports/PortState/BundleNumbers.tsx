import { BundlePorts } from '@huleedu/plugin-dockmaster-common';
import styles from './BundleNumbers.module.css';
import { ROLE_ORDER, ROLES } from './roles';

/** The ports of a bundle: `HTTP 7011`, `Prometheus 9103`, `Database 5447`. */
export function BundleNumbers({ ports }: { ports: BundlePorts }) {
  return (
    <ul className={styles.list} aria-label="Ports">
      {ROLE_ORDER.filter(role => ports[role] !== undefined).map(role => (
        <li key={role} className={styles.number}>
          {ROLES[role]} <strong>{ports[role]}</strong>
        </li>
      ))}
    </ul>
  );
}
