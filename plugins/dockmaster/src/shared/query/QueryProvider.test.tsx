import { TestApiProvider } from '@backstage/frontend-test-utils';
import { DockmasterApi } from '@huleedu/plugin-dockmaster-common';
import {
  QueryClient,
  QueryClientProvider,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { PropsWithChildren } from 'react';
import { dockmasterApi } from '../../__testUtils__/dockmasterApi';
import { dockmasterApiRef } from '../dockmasterApiRef';
import { polledEvery } from './polledEvery';
import { QueryProvider } from './QueryProvider';

function render<Result>(
  hook: () => Result,
  api: DockmasterApi = dockmasterApi(),
) {
  const wrapper = (props: PropsWithChildren<{}>) => (
    <TestApiProvider apis={[[dockmasterApiRef, api]]}>
      <QueryProvider>{props.children}</QueryProvider>
    </TestApiProvider>
  );
  return renderHook(hook, { wrapper });
}

afterEach(() => jest.useRealTimers());

it('has one client for all that uses the same backend client', () => {
  const api = dockmasterApi();
  const card = render(useQueryClient, api);
  const page = render(useQueryClient, api);
  const elsewhere = render(useQueryClient);
  expect(page.result.current).toBe(card.result.current);
  expect(elsewhere.result.current).not.toBe(card.result.current);
});

it('leaves the client of the portal alone', () => {
  const ofPortal = new QueryClient();
  const { result } = renderHook(useQueryClient, {
    wrapper: ({ children }: PropsWithChildren<{}>) => (
      <TestApiProvider apis={[[dockmasterApiRef, dockmasterApi()]]}>
        <QueryClientProvider client={ofPortal}>
          <QueryProvider>{children}</QueryProvider>
        </QueryClientProvider>
      </TestApiProvider>
    ),
  });
  expect(result.current).not.toBe(ofPortal);
});

it('shows a failure at once', async () => {
  const queryFn = jest.fn(() => Promise.reject(new Error('socket hang up')));
  const { result } = render(() => useQuery({ queryKey: ['a'], queryFn }));
  await waitFor(() => expect(result.current.isError).toBe(true));
  expect(queryFn).toHaveBeenCalledTimes(1);
});

it('polls, and asks again when a person comes back', async () => {
  jest.useFakeTimers();
  const queryFn = jest.fn(async () => 'answer');
  const { unmount } = render(() =>
    useQuery({ ...polledEvery(1_000), queryKey: ['a'], queryFn }),
  );
  expect(queryFn).toHaveBeenCalledTimes(1);
  await act(() => jest.advanceTimersByTimeAsync(1_000));
  expect(queryFn).toHaveBeenCalledTimes(2);
  await act(async () => window.dispatchEvent(new Event('visibilitychange')));
  expect(queryFn).toHaveBeenCalledTimes(3);
  unmount();
  await jest.advanceTimersByTimeAsync(5_000);
  expect(queryFn).toHaveBeenCalledTimes(3);
});
