import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import {
  FixPreviewFieldExtension,
  PortPickerFieldExtension,
  ServiceNameFieldExtension,
} from './legacy';

function Fields() {
  const fields = useCustomFieldExtensions<{ name: string }>(
    <ScaffolderFieldExtensions>
      <PortPickerFieldExtension />
      <ServiceNameFieldExtension />
      <FixPreviewFieldExtension />
    </ScaffolderFieldExtensions>,
  );
  return <>{fields.map(({ name }) => name).join(' ')}</>;
}

it('offers the fields of the templates’ forms to the older frontend system', async () => {
  await renderInTestApp(<Fields />);
  expect(
    screen.getByText(
      'DockmasterPortPicker DockmasterServiceName DockmasterFixPreview',
    ),
  ).toBeInTheDocument();
});
