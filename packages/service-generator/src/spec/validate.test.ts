import { createStandard } from '@huleedu/rule-087/configuration';
import { rule087 } from '@huleedu/rule-087';
import { spec } from '../testing/repository';
import { ServiceSpec } from './ServiceSpec';
import { validateSpec } from './validate';

it('takes what is sound', () => {
  expect(validateSpec(spec, rule087)).toEqual([]);
});

const blocking = createStandard({
  ports: {
    blocked: [
      { port: 7007, reason: 'Backstage' },
      { port: 9100, reason: 'node_exporter' },
    ],
  },
});

it.each<[Partial<ServiceSpec>, string, string]>([
  [{ name: '../x' }, 'name', "no service's name"],
  [{ name: '"; rm -rf' }, 'name', "no service's name"],
  [{ name: 'tjänst' }, 'name', "no service's name"],
  [{ name: 'a' }, 'name', "no service's name"],
  [{ name: 'a'.repeat(200) }, 'name', "no service's name"],
  [{ name: 'Billing' }, 'name', "no service's name"],
  [{ name: 'billing-service' }, 'name', "no service's name"],
  [{ name: '{{ x }}' }, 'name', "no service's name"],
  [{ name: 'billing_\n' }, 'name', "no service's name"],
  [{ name: 'billing_' }, 'name', 'ends in _'],
  [{ name: 'class' }, 'name', 'Python has a keyword'],
  [{ name: 'email' }, 'name', 'Python has a keyword or a module'],
  [{ name: 'quart' }, 'name', 'a package or module of the service'],
  [{ name: 'con' }, 'name', 'Windows'],
  [{ description: ' ' }, 'description', 'is empty'],
  [{ description: 'a\nb' }, 'description', 'line break'],
  [{ description: 'a\u202eb' }, 'description', 'not shown'],
  [{ description: 'a\ud800b' }, 'description', 'not shown'],
  [{ description: 'a'.repeat(501) }, 'description', '501 characters'],
  [{ owner: '' }, 'owner', 'no entity ref'],
  [{ owner: 'a b' }, 'owner', 'no entity ref'],
  [{ owner: 'x: &y' }, 'owner', 'no entity ref'],
  [{ owner: 'component:default/x' }, 'owner', 'no group and no user'],
  [{ system: 'group:default/x' }, 'system', 'no system'],
  [{ kind: 'job' as 'http' }, 'kind', 'no kind of a service'],
  [{ framework: undefined }, 'framework', 'with a framework'],
  [{ kind: 'worker' }, 'framework', 'no web framework'],
  [{ prefix: 'billing' }, 'prefix', 'is no prefix'],
  [{ prefix: 'A_' }, 'prefix', 'is no prefix'],
  [{ prefix: 'A=1 ' }, 'prefix', 'is no prefix'],
  [{ prefix: 'PDM' }, 'prefix', 'other programs'],
  [{ ports: { database: 5447 } }, 'ports.http', 'missing'],
  [{ ports: { http: 7011 } }, 'ports.database', 'missing'],
  [
    { ports: { http: 80, database: 5447 } },
    'ports.http',
    'not one of 7001–7020',
  ],
  [{ ports: { http: 7011.5, database: 5447 } }, 'ports.http', 'not one of'],
  [{ ports: { http: NaN, database: 5447 } }, 'ports.http', 'not one of'],
  [
    { ports: { http: 7011, database: 5432 } },
    'ports.database',
    'not one of 5441–5460',
  ],
  [
    { ports: { http: 7011, prometheus: 9101, database: 5447 } },
    'ports.prometheus',
    'of 7011 is 9103',
  ],
  [
    { ports: { http: 7007, database: 5447 } },
    'ports.http',
    'blocked: Backstage',
  ],
  [
    { ports: { http: 7008, database: 5447 } },
    'ports.http',
    '9100, which is blocked: node_exporter',
  ],
  [{ database: false }, 'ports.database', 'no database'],
  [
    { aptPackages: ['libpq-dev', 'a && b'] },
    'aptPackages',
    'no name of a Debian package',
  ],
  [{ aptPackages: ['-o'] }, 'aptPackages', 'no name of a Debian package'],
  [{ libraries: ['../x'] }, 'libraries', 'no folder below libs/'],
])('refuses %j', (part, field, message) => {
  expect(validateSpec({ ...spec, ...part }, blocking)).toContainEqual({
    code: 'invalid',
    field,
    message: expect.stringContaining(message),
  });
});

it('says everything at once', () => {
  const problems = validateSpec(
    { ...spec, name: '', owner: '', prefix: '', ports: {} },
    rule087,
  );
  expect(problems.map(({ field }) => field)).toEqual([
    'name',
    'owner',
    'prefix',
    'ports.http',
    'ports.database',
  ]);
});
