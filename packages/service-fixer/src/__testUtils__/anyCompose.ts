import fc from 'fast-check';
import { asFile, withComments } from './anyFile';
import { lines, Style, Yaml } from './yamlLines';

const isFlow = fc.oneof(
  { weight: 4, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);
const quoted = (text: string) =>
  fc.constantFrom(text, `"${text}"`, `'${text}'`);
const some = <T>(items: Array<fc.Arbitrary<T>>): fc.Arbitrary<T[]> =>
  fc
    .tuple(...items.map(item => fc.option(item, { nil: undefined, freq: 4 })))
    .chain(found =>
      fc.shuffledSubarray(found.filter(item => item !== undefined) as T[], {
        minLength: found.filter(item => item !== undefined).length,
      }),
    );
const map = (entries: fc.Arbitrary<Array<[string, Yaml]>>) =>
  fc.record({ entries, isFlow });
const list = (items: fc.Arbitrary<Yaml[]>) => fc.record({ items, isFlow });
const pair = (key: string, value: fc.Arbitrary<Yaml>) =>
  value.map((inner): [string, Yaml] => [key, inner]);

const DOCKERFILE = 'services/identity_service/Dockerfile.dev';

const build: fc.Arbitrary<Yaml> = fc.oneof(
  quoted('./services/identity_service'),
  fc.constant('*build'),
  map(
    some([
      fc.oneof(pair('context', quoted('.')), pair('<<', fc.constant('*build'))),
      pair('dockerfile', quoted(DOCKERFILE)),
      pair('target', fc.constantFrom('development', 'production')),
      pair('args', fc.constant({ items: ['AUTHORED_ARG=1'] })),
    ]),
  ),
  map(
    fc.constant<Array<[string, Yaml]>>([
      ['dockerfile', 'identity_service/Dockerfile.dev'],
      ['context', './services'],
    ]),
  ),
);

const number = (own: number, other: number) =>
  fc.constantFrom(
    `${own}`,
    `${own}`,
    `${other}`,
    `\${SOME_PORT:-${own}}`,
    `\${SOME_PORT:-${other}}`,
    '${SET_NOWHERE}',
    '${SET_IN_FILE}',
  );
const VARIABLES: Array<[string, fc.Arbitrary<string>]> = [
  ['IDENTITY_HTTP_PORT', number(7005, 7006)],
  ['IDENTITY_PROMETHEUS_PORT', number(9097, 9098)],
  ['AUTHORED_VARIABLE', fc.constantFrom('one', 'http://billing_service:7009')],
  ['AUTHORED_SECRET', fc.constant('')],
];
const environment: fc.Arbitrary<Yaml> = fc.oneof(
  list(
    some(
      VARIABLES.map(([name, value]) =>
        value.chain(text => quoted(text === '' ? name : `${name}=${text}`)),
      ),
    ),
  ),
  map(
    some([
      ...VARIABLES.map(([name, value]) =>
        value.chain(text =>
          pair(name, text === '' ? fc.constant('') : quoted(text)),
        ),
      ),
      pair('<<', fc.constant('*env')),
    ]),
  ),
  fc.constantFrom<Yaml>('*env', '', '{}'),
);

const port = (own: number, other: number): fc.Arbitrary<Yaml> =>
  fc.oneof(
    fc
      .constantFrom(
        `${own}:${own}`,
        `${other}:${own}`,
        `${own}`,
        `127.0.0.1:${own}:${own}`,
        `\${SOME_PORT:-${own}}:${own}`,
        `\${SET_NOWHERE}:${own}`,
        `${own}:${own}/tcp`,
        `${own - 1}-${own + 1}:${own - 1}-${own + 1}`,
      )
      .chain(quoted),
    fc
      .shuffledSubarray<[string, Yaml]>(
        [
          ['target', `${own}`],
          ['published', `"${other}"`],
          ['protocol', 'tcp'],
        ],
        { minLength: 3 },
      )
      .map(entries => ({ entries })),
  );
const ports: fc.Arbitrary<Yaml> = fc.oneof(
  {
    weight: 4,
    arbitrary: list(
      some([
        port(7005, 8080),
        port(9097, 9200),
        quoted('5678:5678'),
        quoted('7005:7005/udp'),
      ]),
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom<Yaml>('*ports', '', '[]') },
);

const mount = (folder: string): fc.Arbitrary<Yaml> =>
  fc.oneof(
    fc
      .constantFrom('', ':ro', ':rw', ':cached', '/', ':z,ro')
      .chain(mode => quoted(`./${folder}:/app/${folder}${mode}`)),
    fc.constant<Yaml>({
      entries: [
        ['type', 'bind'],
        ['source', `./${folder}`],
        ['target', `/app/${folder}`],
      ],
    }),
  );
const volumes: fc.Arbitrary<Yaml> = list(
  some([
    mount('services/identity_service'),
    mount('libs'),
    fc.constant('/app/services/identity_service/__pypackages__'),
    fc.constant('authored_data:/data'),
  ]),
);

const others: Array<[string, Yaml]> = [
  ['restart', 'unless-stopped'],
  ['labels', { items: ['authored.label=1'] }],
  ['command', '|\n# authored comment in a text\nauthored-command 7005\n'],
  ['depends_on', { items: ['identity_db'], isFlow: true }],
  [
    'healthcheck',
    {
      entries: [
        ['test', '["CMD", "curl", "-f", "http://localhost:7005/healthz"]'],
        ['interval', '30s'],
      ],
    },
  ],
  ['expose', { items: ['"7005"'] }],
  ['env_file', '.env'],
];

const shuffled = <T>(items: T[]) =>
  fc.shuffledSubarray(items, { minLength: items.length });

/** Other services, some of which take over what this one says, or share it. */
const NEIGHBOURS: Array<[string, Yaml]> = [
  [
    'identity_db',
    {
      entries: [
        ['image', 'postgres:15'],
        ['ports', '["5432:5432"]'],
      ],
    },
  ],
  [
    'billing_service',
    {
      entries: [
        ['build', '{ <<: *build, dockerfile: billing.Dockerfile }'],
        ['environment', '*env'],
      ],
    },
  ],
  [
    'letter_service',
    {
      entries: [
        ['image', 'letter'],
        ['ports', '*ports'],
        [
          'environment',
          {
            entries: [
              ['<<', '*env'],
              ['LETTER', '"1"'],
            ],
          },
        ],
      ],
    },
  ],
  [
    'identity_worker',
    {
      entries: [
        ['extends', 'identity_service'],
        ['command', 'worker'],
        ['ports', '!override []'],
      ],
    },
  ],
  [
    'identity_job',
    {
      entries: [
        ['<<', '*identity'],
        ['command', 'job'],
      ],
    },
  ],
  ['kafka', '{ image: apache/kafka, ports: ["9092:9092"] } # the broker'],
];

const ANCHORS: Array<[string, Yaml]> = [
  [
    'x-build',
    {
      anchor: 'build',
      entries: [
        ['context', '.'],
        ['dockerfile', DOCKERFILE],
      ],
    },
  ],
  [
    'x-env',
    {
      anchor: 'env',
      entries: [
        ['KAFKA', 'kafka:9092'],
        ['IDENTITY_HTTP_PORT', '7005'],
      ],
    },
  ],
  ['x-ports', '&ports ["7005:7005"]'],
  [
    'x-common',
    {
      anchor: 'common',
      entries: [
        ['environment', { items: ['AUTHORED_COMMON=1'] }],
        ['ports', { items: ['"5679:5679"'] }],
        ['volumes', { items: ['authored_data:/common'] }],
      ],
    },
  ],
];

const service = fc
  .tuple(
    some([
      pair('build', build),
      pair('build', build),
      pair('environment', environment),
      pair('ports', ports),
      pair('volumes', volumes),
      pair('<<', fc.constantFrom('*common', '{ tty: true }')),
    ]),
    fc.subarray(others, { maxLength: 3 }),
  )
  .chain(([own, more]) => {
    const known = new Map([...own, ...more]);
    return shuffled([...known]);
  });

const base = fc
  .record({
    style: fc.constantFrom<Style>(
      { step: 2, dash: 2 },
      { step: 2, dash: 0 },
      { step: 4, dash: 4 },
      { step: 4, dash: 2 },
    ),
    own: service,
    isFlow,
    neighbours: fc.subarray(NEIGHBOURS),
    isSetApart: fc.boolean(),
  })
  .chain(({ style, own, isFlow: isOwnFlow, neighbours, isSetApart }) =>
    shuffled(neighbours).map(after => {
      // An anchor stands before what takes it over.
      const isTaken = after.some(([name]) => name === 'identity_job');
      const services = [
        lines(
          'identity_service',
          {
            entries: own,
            isFlow:
              isOwnFlow &&
              !isTaken &&
              own.every(
                ([, value]) =>
                  !(typeof value === 'string' && value.includes('\n')),
              ),
            ...(isTaken && { anchor: 'identity' }),
          },
          style,
        ),
        ...after.map(([name, value]) => lines(name, value, style)),
      ];
      return [
        ...ANCHORS.flatMap(([name, value]) => lines(name, value, style)),
        'services:',
        ...services.flatMap((block, index) => [
          ...(isSetApart && index > 0 ? [''] : []),
          ...block.map(line =>
            line === '' ? '' : ' '.repeat(style.step) + line,
          ),
        ]),
        'volumes:',
        `${' '.repeat(style.step)}authored_data:`,
      ];
    }),
  );

const overlay = fc.constantFrom(
  'services:\n  identity_service:\n    volumes:\n      - ./services/identity_service:/app/services/identity_service:ro\n      - ./libs:/app/libs:ro\n      - /app/services/identity_service/__pypackages__\n',
  'services:\n  kafka:\n    volumes: [authored_data:/k]\n',
  '# authored overlay\nservices:\n',
  'services: {}\n',
  'services: { identity_service: { volumes: [ "./libs:/app/libs" ] } }\n',
  'services:\n  identity_service:\n    environment: [IDENTITY_HTTP_PORT=7006]\n    ports: !override\n      - "8081:7005"\n',
);

/** Compose files around the identity service: anchors, brackets, orders, line ends and comments as they come. */
export const anyCompose = fc.record({
  base: base.chain(withComments).chain(asFile),
  overlay,
});
