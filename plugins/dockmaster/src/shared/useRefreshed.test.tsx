import { act, renderHook, waitFor } from '@testing-library/react';
import { useRefreshed } from './useRefreshed';

/** A request whose answers a test gives in the order that it likes. */
function answering() {
  const answers: Array<(value: string) => void> = [];
  const load = jest.fn(
    () => new Promise<string>(resolve => answers.push(resolve)),
  );
  return { load, answers };
}

afterEach(() => jest.useRealTimers());

it('takes no older answer after a newer one', async () => {
  const { load, answers } = answering();
  const { result } = renderHook(() => useRefreshed(load));
  await act(async () => {
    result.current.reload();
  });
  await act(async () => answers[1]('newer'));
  await act(async () => answers[0]('older'));
  expect(result.current.value).toBe('newer');
});

it('begins anew with another request, whatever the one before answers', async () => {
  const before = answering();
  const after = answering();
  const { result, rerender } = renderHook(({ load }) => useRefreshed(load), {
    initialProps: before,
  });
  await act(async () => before.answers[0]('of the one before'));
  rerender(after);
  expect(result.current.value).toBeUndefined();
  await act(async () => after.answers[0]('of this one'));
  expect(result.current.value).toBe('of this one');
});

it('asks again after a while, and when the window regains the focus', async () => {
  jest.useFakeTimers();
  const load = jest.fn(async () => 'answer');
  const { unmount } = renderHook(() =>
    useRefreshed(load, { intervalMs: 1_000 }),
  );
  expect(load).toHaveBeenCalledTimes(1);
  await act(async () => jest.advanceTimersByTime(1_000));
  expect(load).toHaveBeenCalledTimes(2);
  await act(async () => window.dispatchEvent(new Event('focus')));
  expect(load).toHaveBeenCalledTimes(3);
  unmount();
  jest.advanceTimersByTime(5_000);
  window.dispatchEvent(new Event('focus'));
  expect(load).toHaveBeenCalledTimes(3);
});

it('asks once where nothing says how often', async () => {
  const load = jest.fn(async () => 'answer');
  const { result } = renderHook(() => useRefreshed(load));
  await waitFor(() => expect(result.current.value).toBe('answer'));
  window.dispatchEvent(new Event('focus'));
  expect(load).toHaveBeenCalledTimes(1);
});
