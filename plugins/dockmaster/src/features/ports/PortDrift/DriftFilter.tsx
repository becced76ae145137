import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { PortDrift } from '@huleedu/plugin-dockmaster-common';
import { DRIFT_CODE_ORDER, DRIFT_CODES, DriftCode } from './driftCodes';
import styles from './DriftFilter.module.css';

export type ShownDrift = DriftCode | 'all';

/** Which differences are shown: all, or those of one kind. */
export function DriftFilter(props: {
  drift: PortDrift[];
  shown: ShownDrift;
  onChange: (shown: ShownDrift) => void;
}) {
  const { drift, shown, onChange } = props;
  return (
    <ToggleButtonGroup
      className={styles.filter}
      aria-label="Differences that are shown"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[shown]}
      onSelectionChange={keys => onChange([...keys][0] as ShownDrift)}
    >
      <ToggleButton id="all">{`All ${drift.length}`}</ToggleButton>
      {DRIFT_CODE_ORDER.flatMap(code => {
        const count = drift.filter(entry => entry.code === code).length;
        return count === 0
          ? []
          : [
              <ToggleButton key={code} id={code}>
                {`${DRIFT_CODES[code].words} ${count}`}
              </ToggleButton>,
            ];
      })}
    </ToggleButtonGroup>
  );
}
