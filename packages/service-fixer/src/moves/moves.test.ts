import { fixTexts } from '../testing/fix';
import { conformingService } from '../testing/service';

const { dockerfile, base } = conformingService;

/** A service on ports that are nobody's to have. */
const moved = {
  dockerfile: dockerfile.replace('=7005', '=8080').replace('=9097', '=9200'),
  base: base.replaceAll('7005', '8080').replaceAll('9097', '9200'),
};

const prometheus = `scrape_configs:
  - job_name: identity # identity_service:9200
    static_configs:
      - targets: ["identity_service:9200", 'localhost:9200']
  - job_name: others
    static_configs:
      - targets: [other_identity_service:9200, identity_service:92001]
`;

function move(texts: Partial<typeof conformingService>, content = prometheus) {
  return fixTexts(
    { ...moved, ...texts },
    {
      ports: { http: 7011, database: 5450 },
      neighbours: [
        { state: 'present', path: 'observability/prometheus.yml', content },
      ],
    },
  );
}

const placesOf = ({ staleReferences }: ReturnType<typeof move>) =>
  staleReferences.map(
    ({ path, line, port, now }) => `${path}:${line} ${port} ${now}`,
  );

it('lets Prometheus follow a service by its name, and says what names its old number otherwise', () => {
  const fix = move({});
  expect(
    fix.files.find(({ path }) => path.endsWith('prometheus.yml'))?.after,
  ).toBe(
    prometheus.replace('"identity_service:9200"', '"identity_service:9103"'),
  );
  expect(placesOf(fix)).toEqual([
    'observability/prometheus.yml:2 9200 9103',
    'observability/prometheus.yml:4 9200 9103',
  ]);
});

it('leaves a file alone that is no YAML, and says what it names', () => {
  const fix = move({}, 'targets: [identity_service:9200\n');
  expect(fix.files.map(({ path }) => path)).not.toContain(
    'observability/prometheus.yml',
  );
  expect(placesOf(fix)).toEqual(['observability/prometheus.yml:1 9200 9103']);
});

it.each([
  [
    'another variable of the service',
    moved.base.replace(
      '    ports:\n',
      '      - SELF=http://identity_service:8080/\n    ports:\n',
    ),
    ['docker-compose.yml:11 8080 7011'],
  ],
  [
    'what another service calls it by',
    moved.base.replace(
      '    image: apache/kafka\n',
      '    image: apache/kafka\n    environment:\n      URL: http://identity_service:8080\n      IDENTITY_HTTP_PORT: 8080\n      PORT: 8080\n',
    ),
    ['docker-compose.yml:20 8080 7011', 'docker-compose.yml:21 8080 7011'],
  ],
])('says where %s names the old number', (_, text, places) => {
  expect(text).not.toBe(moved.base);
  expect(placesOf(move({ base: text }, ''))).toEqual(places);
});

it('says which line of the Dockerfile names it', () => {
  const text = moved.dockerfile.replace(
    'WORKDIR /app\n',
    'WORKDIR /app\n# Listens on 8080\n',
  );
  const line = text.split('\n').indexOf('# Listens on 8080') + 1;
  expect(placesOf(move({ dockerfile: text }, ''))).toEqual([
    `services/identity_service/Dockerfile.dev:${line} 8080 7011`,
  ]);
});

it('says who reaches for a database on the host', () => {
  const text = base
    .replace('5442:5432', '5432:5432')
    .replace(
      'image: apache/kafka\n',
      'image: apache/kafka\n    environment: [DB=localhost:5432, OTHER=identity_db:5432]\n',
    );
  const fix = fixTexts({ base: text }, { ports: { database: 5450 } });
  expect(placesOf(fix)).toEqual(['docker-compose.yml:19 5432 5450']);
});

it('says nothing where no port moved', () => {
  const text = dockerfile.replace('--no-cache-dir ', '');
  const fix = fixTexts({ dockerfile: text });
  expect(fix.fixed).toEqual(['2.2.pdm-nocache']);
  expect(fix.staleReferences).toEqual([]);
});
