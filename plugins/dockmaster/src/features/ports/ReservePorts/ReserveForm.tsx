import { Checkbox, Radio, RadioGroup, Select } from '@backstage/ui';
import { PortField as Field } from '../PortProblem';
import { OwnerField } from './OwnerField';
import { PortField } from './PortField';
import styles from './ReserveForm.module.css';
import { hasDatabase, ReserveDraft } from './reserveRequest';

const LEASES = [
  { id: 'usual', label: 'The portal’s usual time' },
  { id: 'PT24H', label: '1 day' },
  { id: 'P7D', label: '7 days' },
  { id: 'P30D', label: '30 days' },
];

/** What can be asked for; each problem stands at its field. */
export function ReserveForm(props: {
  draft: ReserveDraft;
  problems: Partial<Record<Field, string>>;
  onChange: (changes: Partial<ReserveDraft>) => void;
}) {
  const { draft, problems, onChange } = props;
  const { kind, state } = draft;
  return (
    <div className={styles.form}>
      <OwnerField
        label="Service"
        description="One of the catalog’s, or the name of a new one."
        owner={draft.owner}
        problem={problems.owner}
        onChange={owner => onChange({ owner })}
      />
      <RadioGroup
        label="Kind"
        orientation="horizontal"
        value={kind}
        onChange={value => onChange({ kind: value as ReserveDraft['kind'] })}
      >
        <Radio value="http">Serves HTTP</Radio>
        <Radio value="worker">Worker, serves none</Radio>
      </RadioGroup>
      <Checkbox
        isSelected={hasDatabase(draft)}
        isDisabled={kind === 'worker'}
        onChange={database => onChange({ database })}
      >
        With a port for its database
      </Checkbox>
      <div className={styles.pair}>
        {kind === 'http' && (
          <PortField
            label="HTTP number"
            value={draft.http}
            problem={problems['ports.http']}
            onChange={http => onChange({ http })}
          />
        )}
        {hasDatabase(draft) && (
          <PortField
            label="Database number"
            value={draft.databasePort}
            problem={problems['ports.database']}
            onChange={databasePort => onChange({ databasePort })}
          />
        )}
      </div>
      <RadioGroup
        label="For how long"
        orientation="horizontal"
        value={state}
        onChange={value => onChange({ state: value as ReserveDraft['state'] })}
      >
        <Radio value="leased">Lease, goes back unless confirmed</Radio>
        <Radio value="active">Until it is released</Radio>
      </RadioGroup>
      {state === 'leased' && (
        <>
          <Select
            label="Lease"
            options={LEASES}
            value={draft.ttl || 'usual'}
            onChange={ttl =>
              onChange({ ttl: ttl === 'usual' ? '' : String(ttl) })
            }
          />
          {problems.ttl && <p className={styles.problem}>{problems.ttl}</p>}
        </>
      )}
    </div>
  );
}
