import { Combobox } from '@backstage/ui';
import { useOwnerSuggestions } from './useOwnerSuggestions';

/** Whose ports they shall be: a service of the catalog, or one that is yet to come. */
export function OwnerField(props: {
  label: string;
  description?: string;
  owner: string;
  problem?: string;
  onChange: (owner: string) => void;
}) {
  const { label, description, owner, problem, onChange } = props;
  const suggestions = useOwnerSuggestions(owner);
  return (
    <Combobox
      label={label}
      description={description}
      placeholder="billing-service"
      isRequired
      allowsCustomValue
      // A list that opens by itself would cover the form for who writes a new name, and stays open when the field is left at once.
      menuTrigger="manual"
      options={suggestions.map(name => ({ id: name, label: name }))}
      search={{ mode: 'server', inputValue: owner, onInputChange: onChange }}
      validationBehavior="aria"
      validate={() => problem}
    />
  );
}
