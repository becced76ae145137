import { TextField } from '@backstage/ui';

/** A number that a person may ask for. */
export function PortField(props: {
  label: string;
  value: string;
  problem?: string;
  onChange: (value: string) => void;
}) {
  const { label, value, problem, onChange } = props;
  return (
    <TextField
      label={label}
      secondaryLabel="Optional"
      placeholder="The registry chooses"
      inputMode="numeric"
      value={value}
      onChange={onChange}
      validationBehavior="aria"
      validate={() => problem}
    />
  );
}
