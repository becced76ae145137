import { PortError } from './PortError';
import { retrying } from './retrying';

const failing = (times: number, error: object) => {
  let calls = 0;
  const attempt = jest.fn(async () => {
    calls++;
    if (calls <= times) throw Object.assign(new Error('no'), error);
    return calls;
  });
  return attempt;
};
const quickly = { random: () => -0.49 };

it.each([
  ['a serialization failure', { code: '40001' }],
  ['a deadlock', { code: '40P01' }],
  ['a number that another took', { code: '23505' }],
  ['the same in SQLite', { code: 'SQLITE_CONSTRAINT_UNIQUE' }],
  ['a database that is busy', { code: 'SQLITE_BUSY_SNAPSHOT' }],
  ['a database that restarts', { code: '57P01' }],
  ['a connection that breaks', { message: 'Connection terminated' }],
  ['being put out after standing still', { code: '25P03' }],
])('tries again after %s', async (_, error) => {
  expect(await retrying(failing(2, error), quickly)).toBe(3);
});

it('does not count how often a database that restarts was asked', async () => {
  const errors = [...Array(8).fill('ECONNREFUSED'), ...Array(5).fill('40001')];
  const attempt = jest.fn(async () => {
    const code = errors.shift();
    if (code !== undefined) throw Object.assign(new Error('no'), { code });
    return 'done';
  });
  expect(await retrying(attempt, quickly)).toBe('done');
});

it.each([
  ['what the registry itself refuses', new PortError(409, 'PORT_TAKEN', '')],
  ['a mistake in a statement', { code: '42601' }],
  ['a number that is none', { code: '23514' }],
])('does not repeat %s', async (_, error) => {
  const attempt =
    error instanceof PortError
      ? jest.fn().mockRejectedValue(error)
      : failing(1, error);
  await expect(retrying(attempt, quickly)).rejects.toMatchObject({ ...error });
  expect(attempt).toHaveBeenCalledTimes(1);
});

it.each([
  ['the lock is not to be had', 1, { code: '55P03' }],
  ['no connection is to be had', 1, { name: 'KnexTimeoutError' }],
  ['others are always quicker', 6, { code: '40001' }],
])('asks the caller to come again when %s', async (_, times, error) => {
  const attempt = failing(Infinity, error);
  await expect(retrying(attempt, quickly)).rejects.toMatchObject({
    statusCode: 503,
    code: 'REGISTRY_BUSY',
    details: { retryAfterSeconds: expect.any(Number) },
  });
  expect(attempt).toHaveBeenCalledTimes(times);
});
