import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { DockmasterApi } from '@huleedu/plugin-dockmaster-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { dockmasterApi } from '../../../__testUtils__/dockmasterApi';
import { portOverview } from '../../../__testUtils__/ports';
import { ChosenPorts } from './portChoices';
import { PortPicker } from './PortPicker';

const refusal = (name: string, message: string) =>
  new Error('Request failed', {
    cause: Object.assign(new Error(message), { name }),
  });

/** Shows the field in a form that has said this of the service; `changes` collects what it makes of its value. */
function show(
  service: object,
  answers: Partial<DockmasterApi> = {},
  initial: ChosenPorts = {},
) {
  const changes: ChosenPorts[] = [];
  function Form() {
    const [formData, setFormData] = useState(initial);
    const props = {
      formData,
      schema: {},
      formContext: { formData: { name: 'counting_service', ...service } },
      onChange: (value: ChosenPorts) => {
        changes.push(value);
        setFormData(value);
      },
    } as unknown as FieldExtensionComponentProps<ChosenPorts>;
    return <PortPicker {...props} />;
  }
  const api = dockmasterApi({
    getPorts: async () => portOverview(),
    previewPorts: async request => ({
      preview: true,
      binding: false,
      owner: request.owner,
      environment: 'default',
      kind: request.kind ?? 'http',
      ports: { http: 7016, prometheus: 9108 },
      held: false,
    }),
    ...answers,
  });
  renderInTestApp(<Form />, {
    apis: [[dockmasterApiRef, api], mockApis.permission()],
  });
  return changes;
}

const choose = async () =>
  userEvent.click(await screen.findByRole('radio', { name: 'I choose' }));

it('lets the registry choose, and says what that would be', async () => {
  show({ kind: 'http' });
  expect(
    await screen.findByText(/chosen: HTTP 7016 and Prometheus 9108/),
  ).toBeVisible();
});

it('says early that nothing is free', async () => {
  show(
    { kind: 'http' },
    {
      previewPorts: async () => {
        throw refusal('ConflictError', 'No http port is free.');
      },
    },
  );
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'No http port is free.',
  );
});

it('shows of each number whether it is free, and who has it', async () => {
  const changes = show({ kind: 'http', database: true });
  await choose();
  const taken = await screen.findByRole('radio', { name: /^7005, .*active/ });
  expect(taken).toBeDisabled();
  expect(taken).toHaveAccessibleName(/identity-service/);
  expect(
    screen.getByRole('radiogroup', { name: 'Database port' }),
  ).toBeVisible();

  await userEvent.click(screen.getByRole('radio', { name: /^7016/ }));
  await userEvent.click(screen.getByRole('radio', { name: /^5455/ }));
  expect(changes.at(-1)).toEqual({ http: 7016, database: 5455 });

  await userEvent.click(
    screen.getByRole('radio', { name: 'The registry chooses' }),
  );
  expect(changes.at(-1)).toEqual({});
});

it('can be used by keyboard', async () => {
  const changes = show({ kind: 'http' });
  await choose();
  await screen.findByRole('radio', { name: /^7016/ });
  await userEvent.tab();
  await userEvent.keyboard(' ');
  await waitFor(() => expect(changes).toHaveLength(1));
  const [{ http: first }] = changes;
  await userEvent.keyboard('{ArrowDown}');
  await waitFor(() => expect(changes).toHaveLength(2));
  expect(changes[1].http).toBeGreaterThan(first!);
});

it('forgets an HTTP port where the service became a worker', async () => {
  const changes = show({ kind: 'worker', database: true }, {}, { http: 7016 });
  await waitFor(() => expect(changes.at(-1)).toEqual({}));
});

it('asks for nothing where there is nothing to ask for', async () => {
  show({ kind: 'worker', database: false });
  expect(
    await screen.findByText('A worker without a database has no ports.'),
  ).toBeVisible();
});

it.each([
  ['NotAllowedError', 'You may not see the ports'],
  ['ServiceUnavailableError', 'Dockmaster did not answer'],
])('explains a %s', async (name, title) => {
  show(
    { kind: 'http' },
    {
      getPorts: async () => {
        throw refusal(name, 'no');
      },
    },
  );
  await choose();
  expect(await screen.findByText(title)).toBeVisible();
});
