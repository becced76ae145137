import { screen } from '@testing-library/react';
import { renderPorts } from '../../../__testUtils__/renderPorts';

it('asks for nothing and says what is missing where ports may not be read', async () => {
  const getPorts = jest.fn();
  renderPorts({ getPorts }, { may: () => false });
  expect(
    await screen.findByText('You may not see the ports'),
  ).toBeInTheDocument();
  expect(screen.getByText(/dockmaster\.port\.read/)).toBeInTheDocument();
  expect(getPorts).not.toHaveBeenCalled();
});
