import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { Verdict, VERDICT_ORDER, VERDICTS } from './verdicts';

export type Shown = Verdict | 'all';

/** Which verdicts are shown: all, or one. */
export function VerdictFilter(props: {
  counts: Map<Verdict, number>;
  shown: Shown;
  onChange: (shown: Shown) => void;
}) {
  const { counts, shown, onChange } = props;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return (
    <ToggleButtonGroup
      aria-label="Verdicts that are shown"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[shown]}
      onSelectionChange={keys => onChange([...keys][0] as Shown)}
    >
      <ToggleButton id="all">All {total}</ToggleButton>
      {VERDICT_ORDER.filter(verdict => counts.has(verdict)).map(verdict => (
        <ToggleButton key={verdict} id={verdict}>
          {`${VERDICTS[verdict].words} ${counts.get(verdict)}`}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
