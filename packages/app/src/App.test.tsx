import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  const environment = process.env;

  afterEach(() => {
    process.env = environment;
  });

  it('starts, under its own title, with the guest at the door', async () => {
    process.env = {
      ...environment,
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Dockmaster', baseUrl: 'http://localhost' },
            backend: { baseUrl: 'http://localhost:7007' },
            auth: { providers: { guest: {} } },
          },
        },
      ] as any,
    };

    render(App.createRoot());

    expect(
      await screen.findByRole('button', { name: 'Enter' }, { timeout: 20_000 }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Dockmaster' }),
    ).toBeInTheDocument();
  }, 30_000);
});
