import { Combobox } from '@backstage/ui';
import { useOwnerSuggestions } from '../../hooks/useOwnerSuggestions';

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
      menuTrigger="input"
      options={optionsOf(owner.trim(), suggestions)}
      search={{ mode: 'server', inputValue: owner, onInputChange: onChange }}
      validationBehavior="aria"
      validate={() => problem}
    />
  );
}

/** What was typed can be chosen like the rest: most services that want ports are new. */
function optionsOf(typed: string, suggestions: string[]) {
  const isNew = typed !== '' && !suggestions.includes(typed);
  return [
    ...(isNew ? [{ id: typed, label: typed, description: 'As typed' }] : []),
    ...suggestions.map(name => ({ id: name, label: name })),
  ];
}
