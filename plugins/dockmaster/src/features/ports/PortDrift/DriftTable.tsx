import { Cell, Table, useTable } from '@backstage/ui';
import { PortDrift } from '@huleedu/plugin-dockmaster-common';
import { ReactNode } from 'react';
import {
  EntityOrComposeLink,
  Sentence,
} from '../../../shared/EntityOrComposeLink';
import { PortLocations } from '../PortLocations';
import { claimantsOf } from '../PortState';
import { DRIFT_CODES } from './driftCodes';
import styles from './DriftTable.module.css';

const PAGE = 10;
const PLACES = 3;

type Row = PortDrift & { id: string };

/** A row for each difference: whose, what and what can be done, where. */
export function DriftTable(props: {
  drift: PortDrift[];
  renderAction: (drift: PortDrift) => ReactNode;
}) {
  const { drift, renderAction } = props;
  const rows: Row[] = drift.map((entry, index) => ({
    ...entry,
    id: String(index),
  }));
  const { tableProps } = useTable<Row>({
    mode: 'complete',
    data: rows,
    paginationOptions: { pageSize: PAGE },
  });
  return (
    <Table
      {...tableProps}
      columnConfig={[
        {
          id: 'service',
          label: 'Service',
          isRowHeader: true,
          width: '2fr',
          cell: row => (
            <Cell className={styles.cell}>
              {claimantsOf(row).map(claimant => (
                <div key={claimant} className={styles.line}>
                  <EntityOrComposeLink claimant={claimant} />
                </div>
              ))}
            </Cell>
          ),
        },
        {
          id: 'what',
          label: 'What',
          width: '4fr',
          cell: row => (
            <Cell className={styles.cell}>
              <div className={styles.line}>
                <span
                  className={styles.kind}
                  data-tone={DRIFT_CODES[row.code].tone}
                >
                  <span aria-hidden="true">{DRIFT_CODES[row.code].sign} </span>
                  {DRIFT_CODES[row.code].words}
                </span>
                <br />
                <Sentence>{row.message}</Sentence>
              </div>
              {renderAction(row)}
            </Cell>
          ),
        },
        {
          id: 'where',
          label: 'Where',
          width: '3fr',
          cell: row => (
            <Cell className={styles.cell}>
              <PortLocations locations={row.locations} most={PLACES} />
            </Cell>
          ),
        },
      ]}
    />
  );
}
