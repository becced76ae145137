import { poolsOf, rule087 } from '@huleedu/rule-087';
import { planImport } from './planImport';
import { PortFacts } from './PortFacts';

const A = 'component:default/a';

const snapshot = {
  now: 0,
  reservations: [],
  observations: [],
  facts: new PortFacts(
    poolsOf(rule087, 'default')!,
    [],
    [
      {
        port: 7010,
        role: 'http',
        claimant: A,
        source: 'env',
        file: 'services/a/Dockerfile.dev',
        line: 2,
        isSeen: true,
      },
    ],
  ),
};

it('imports what the files of the catalog’s services say', () => {
  expect(planImport([A], snapshot)).toMatchObject([
    { owner: A, outcome: 'assigned', ports: { http: 7010 } },
  ]);
});

it('imports nothing of a service that has left the catalog, though its lines still count', () => {
  expect(planImport([], snapshot)).toMatchObject([
    { owner: A, outcome: 'not-applicable', ports: {} },
  ]);
});
