import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { judge, Report, rule087 } from '@huleedu/rule-087';
import { DatabaseInspectionStore } from './DatabaseInspectionStore';
import { openDatabase } from './openDatabase';
import { InspectionOutcome } from '../inspection/InspectionStore';

jest.setTimeout(60_000);

// PostgreSQL where an environment variable names one; see CONTRIBUTING.md.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

const reportOf = (content: string): Report =>
  judge(
    {
      dockerfile: { state: 'present', path: 'Dockerfile', content },
      pyproject: { state: 'not-given' },
      compose: [],
    },
    rule087,
    { service: 'a' },
  );

const checked = (content: string): InspectionOutcome => ({
  state: 'checked',
  report: reportOf(content),
  digest: content,
  sources: {
    dockerfile: { state: 'present', path: 'Dockerfile', content, etag: 'e1' },
    pyproject: { state: 'missing', path: 'pyproject.toml' },
  },
  links: { Dockerfile: 'https://example.com/Dockerfile' },
});

async function createStore(databaseId: TestDatabaseId) {
  const client = await databases.init(databaseId);
  await openDatabase({ getClient: async () => client });
  return { client, store: new DatabaseInspectionStore({ client }) };
}

const A = 'component:default/a';
const B = 'component:default/b';
const later = { nextInMs: 60_000 };

describe.each(databases.eachSupportedId())('on %p', databaseId => {
  it('takes in new services as pending, and forgets those that are gone', async () => {
    const { store } = await createStore(databaseId);
    await store.synchronize([A, B]);
    await store.synchronize([A, B]);
    expect(await store.get(A)).toMatchObject({
      entityRef: A,
      state: 'pending',
      conforms: null,
      checkedAt: null,
    });
    await store.save(B, checked('FROM a'), later);
    await store.synchronize([A]);
    expect(await store.get(B)).toBeUndefined();
    expect(await store.history(B, 10)).toEqual([]);
    expect(await store.get(A)).toBeDefined();
  });

  it('hands each due service to one caller alone', async () => {
    const { store } = await createStore(databaseId);
    const refs = Array.from(
      { length: 20 },
      (_, i) => `component:default/s${i}`,
    );
    await store.synchronize(refs);
    const claims = await Promise.all(
      Array.from({ length: 5 }, () =>
        store.claim({ limit: 6, leaseMs: 60_000 }),
      ),
    );
    claims.push(await store.claim({ limit: 20, leaseMs: 60_000 }));
    expect(claims.flat().sort()).toEqual([...refs].sort());
    expect(await store.claim({ limit: 20, leaseMs: 60_000 })).toEqual([]);

    await store.makeAllDue();
    expect(await store.claim({ limit: 50, leaseMs: 0 })).toHaveLength(20);
    // A claim that was not worked off is given out again.
    expect(await store.claim({ limit: 50, leaseMs: 0 })).toHaveLength(20);
  });

  it('keeps a report, and writes history only when a verdict changes', async () => {
    const { store } = await createStore(databaseId);
    await store.synchronize([A]);
    const report = reportOf('FROM a');
    expect(await store.save(A, checked('FROM a'), later)).toBe(true);
    const first = await store.get(A);
    expect(first).toMatchObject({
      state: 'checked',
      stale: false,
      conforms: false,
      score: report.score,
      report,
      reason: null,
      links: { Dockerfile: 'https://example.com/Dockerfile' },
    });
    expect(first!.counts).toMatchObject({ pass: expect.any(Number) });
    expect(await store.previous(A)).toMatchObject({
      digest: 'FROM a',
      sources: { dockerfile: { etag: 'e1' } },
    });

    expect(await store.save(A, checked('FROM a'), later)).toBe(false);
    expect(await store.save(A, checked('FROM a AS base'), later)).toBe(true);
    const history = await store.history(A, 10);
    expect(history).toHaveLength(2);
    expect(history[0].changed).toEqual(['2.1.base']);
    // It does not conform as it did not before, so it has been so since the first time.
    expect((await store.get(A))!.since).toBe(first!.since);
  });

  it('keeps the last good report as stale when a read fails', async () => {
    const { store } = await createStore(databaseId);
    await store.synchronize([A]);
    await store.save(A, checked('FROM a'), later);
    const good = await store.get(A);
    await store.save(A, { state: 'unreadable', reason: 'EIO' }, later);
    expect(await store.get(A)).toMatchObject({
      state: 'checked',
      stale: true,
      reason: 'EIO',
      report: good!.report,
      checkedAt: good!.checkedAt,
    });
    await store.save(
      A,
      { ...checked('FROM a'), report: undefined } as InspectionOutcome,
      later,
    );
    expect(await store.get(A)).toMatchObject({
      stale: false,
      reason: null,
      report: good!.report,
    });
  });

  it('tells apart what was never read, what has no Dockerfile, and what lost it', async () => {
    const { store } = await createStore(databaseId);
    await store.synchronize([A, B]);
    await store.save(A, { state: 'unreadable', reason: 'EIO' }, later);
    expect(await store.get(A)).toMatchObject({
      state: 'unreadable',
      stale: false,
      report: null,
    });
    await store.save(B, checked('FROM a'), later);
    await store.save(B, { state: 'no-dockerfile', reason: 'none' }, later);
    expect(await store.get(B)).toMatchObject({
      state: 'no-dockerfile',
      conforms: null,
      report: null,
    });
  });

  it('drops the outcome for a service that is gone meanwhile', async () => {
    const { store } = await createStore(databaseId);
    expect(await store.save(A, checked('FROM a'), later)).toBe(false);
    expect(await store.get(A)).toBeUndefined();
  });

  it('lists page by page, sorted and filtered, each service once', async () => {
    const { store } = await createStore(databaseId);
    const refs = Array.from({ length: 7 }, (_, i) => `component:default/s${i}`);
    await store.synchronize(refs);
    await store.save(refs[3], checked('FROM python:3.11-slim AS base'), later);
    await store.save(refs[5], checked('FROM a'), later);

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list({
        entityRefs: refs,
        limit: 3,
        sort: 'score',
        order: 'desc',
        cursor,
      });
      seen.push(...page.items.map(({ entityRef }) => entityRef));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen.slice(0, 2)).toEqual([refs[3], refs[5]]);
    expect([...seen].sort()).toEqual(refs);

    const failing = await store.list({
      entityRefs: refs,
      limit: 10,
      conforms: 'false',
    });
    expect(failing.items.map(({ entityRef }) => entityRef)).toEqual([
      refs[3],
      refs[5],
    ]);
    const some = await store.list({ entityRefs: [refs[0]], limit: 10 });
    expect(some.items).toHaveLength(1);
    await expect(
      store.list({ entityRefs: refs, limit: 3, cursor: 'nonsense' }),
    ).rejects.toThrow('cursor is none that this API gave');
  });
});
