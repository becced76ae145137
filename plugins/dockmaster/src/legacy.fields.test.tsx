import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { PortPickerFieldExtension, ServiceNameFieldExtension } from './legacy';

function Fields() {
  const fields = useCustomFieldExtensions<{ name: string }>(
    <ScaffolderFieldExtensions>
      <PortPickerFieldExtension />
      <ServiceNameFieldExtension />
    </ScaffolderFieldExtensions>,
  );
  return <>{fields.map(({ name }) => name).join(' ')}</>;
}

it('offers the fields of the form that creates a service to the older frontend system', async () => {
  await renderInTestApp(<Fields />);
  expect(
    screen.getByText('DockmasterPortPicker DockmasterServiceName'),
  ).toBeInTheDocument();
});
