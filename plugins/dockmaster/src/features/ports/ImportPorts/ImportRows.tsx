import { PortImportRow } from '@huleedu/plugin-dockmaster-common';
import {
  EntityOrComposeLink,
  Sentence,
} from '../../../shared/EntityOrComposeLink';
import { PortLocations } from '../PortLocations';
import { bundleInWords } from '../PortState';
import styles from './ImportRows.module.css';
import { inOrder, OUTCOMES } from './outcomes';

/** A row for each service: what becomes of it, which ports, why, and which lines say so. */
export function ImportRows({ rows }: { rows: PortImportRow[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Service</th>
          <th scope="col">Outcome</th>
          <th scope="col">Ports and why</th>
          <th scope="col">Where</th>
        </tr>
      </thead>
      <tbody>
        {inOrder(rows).map(({ owner, outcome, ports, reason, locations }) => {
          const { sign, words, tone } = OUTCOMES[outcome];
          return (
            <tr key={owner}>
              <th scope="row">
                <EntityOrComposeLink claimant={owner} />
              </th>
              <td className={styles.outcome} data-tone={tone}>
                <span aria-hidden="true">{sign} </span>
                {words}
              </td>
              <td>
                {Object.keys(ports).length > 0 && (
                  <div>{bundleInWords(ports)}</div>
                )}
                <div className={styles.reason}>
                  <Sentence>{reason}</Sentence>
                </div>
              </td>
              <td>
                <PortLocations locations={locations} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
