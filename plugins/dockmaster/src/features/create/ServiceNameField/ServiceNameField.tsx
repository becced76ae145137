import type { JSX } from 'react';
import { Box, TextField } from '@backstage/ui';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { faultOfName, serviceEntityRef } from './serviceName';

/** Asks for the name of a new service, and says what it is going to be called elsewhere. */
export function ServiceNameField(
  props: FieldExtensionComponentProps<string>,
): JSX.Element {
  const { formData: name = '', onChange, required, schema, rawErrors } = props;
  const isValid = faultOfName(name) === undefined;
  return (
    // The form's paper is white, and so is a field that knows nothing of what it stands on.
    <Box bg="neutral">
      <TextField
        id={props.idSchema?.$id}
        label={schema.title ?? 'Name'}
        description={
          isValid
            ? `services/${name}, and ${serviceEntityRef(name)} in the catalog`
            : schema.description
        }
        isRequired={required}
        isDisabled={props.disabled}
        isInvalid={(rawErrors ?? []).length > 0}
        value={name}
        onChange={value => onChange(value === '' ? undefined : value)}
        autoComplete="off"
        spellCheck="false"
        validationBehavior="aria"
      />
    </Box>
  );
}
