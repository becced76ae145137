import { useApi } from '@backstage/core-plugin-api';
import { DockmasterApi } from '@huleedu/plugin-dockmaster-common';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { PropsWithChildren } from 'react';
import { dockmasterApiRef } from '../dockmasterApiRef';

/** One client for each backend client, so that card, page and form fields share what they read. */
const clients = new WeakMap<DockmasterApi, QueryClient>();

/** Gives our hooks our own query client, whatever the portal uses around us. */
export function QueryProvider(props: PropsWithChildren<{}>) {
  const api = useApi(dockmasterApiRef);
  return (
    <QueryClientProvider client={clientOf(api)}>
      {props.children}
    </QueryClientProvider>
  );
}

function clientOf(api: DockmasterApi): QueryClient {
  const client = clients.get(api) ?? createClient();
  clients.set(api, client);
  return client;
}

function createClient(): QueryClient {
  // A failure is shown at once, and the person or the next poll tries again. The browser may
  // take itself for offline in a network that has the portal and nothing else.
  const networkMode = 'always';
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, refetchOnWindowFocus: false, networkMode },
      mutations: { networkMode },
    },
  });
}
