import { loadCompose } from '../compose/loadCompose';
import { examine } from '../judge';
import { SourceFile } from '../source/Sources';
import { rule087 } from '../standard/rule087';
import { conformingService, ServiceTexts } from '../testing/service';
import { observeMonorepo } from './observeMonorepo';
import { PortObservation } from './PortObservation';

const present = (path: string, content: string): SourceFile => ({
  state: 'present',
  path,
  content,
});

function observed(texts: Partial<ServiceTexts> = {}) {
  const all = { ...conformingService, ...texts };
  return examine(
    {
      directory: 'services/identity_service',
      dockerfile: present('Dockerfile.dev', all.dockerfile),
      pyproject: present('pyproject.toml', all.pyproject!),
      compose: [present('docker-compose.yml', all.base)],
    },
    rule087,
    { service: 'identity_service' },
  ).ports;
}

const short = ({
  role,
  port,
  source,
  variable,
  isLiteral,
  composeService,
  evidence,
}: PortObservation) =>
  [
    `${evidence.file}:${evidence.startLine}`,
    source,
    role,
    port ?? 'unresolved',
    variable ?? composeService ?? '-',
    isLiteral ? 'literal' : '',
  ]
    .join(' ')
    .trim();

it('observes what a service declares, exposes, publishes and binds', () => {
  expect(observed().map(short)).toEqual([
    'Dockerfile.dev:14 env http 7005 IDENTITY_HTTP_PORT',
    'Dockerfile.dev:15 env prometheus 9097 IDENTITY_PROMETHEUS_PORT',
    'docker-compose.yml:8 compose-env http 7005 IDENTITY_HTTP_PORT',
    'docker-compose.yml:9 compose-env prometheus 9097 IDENTITY_PROMETHEUS_PORT',
    'Dockerfile.dev:66 expose http 7005 IDENTITY_HTTP_PORT',
    'Dockerfile.dev:66 expose prometheus 9097 IDENTITY_PROMETHEUS_PORT',
    'Dockerfile.dev:84 expose http 7005 IDENTITY_HTTP_PORT',
    'Dockerfile.dev:84 expose prometheus 9097 IDENTITY_PROMETHEUS_PORT',
    'docker-compose.yml:12 published http 7005 identity_service',
    'docker-compose.yml:13 published prometheus 9097 identity_service',
    'docker-compose.yml:16 published database 5442 identity_db',
    'pyproject.toml:10 script http 7005 IDENTITY_HTTP_PORT',
  ]);
});

it('tells literals and what cannot be computed from variables', () => {
  const texts = {
    dockerfile: conformingService.dockerfile.replaceAll(
      'EXPOSE ${IDENTITY_HTTP_PORT}',
      'EXPOSE 7005',
    ),
    pyproject: conformingService.pyproject!.replace(
      '${IDENTITY_HTTP_PORT}',
      '7006',
    ),
    base: conformingService.base.replace('"7005:7005"', '"${WHO}:7005"'),
  };
  expect(observed(texts).map(short)).toEqual(
    expect.arrayContaining([
      'Dockerfile.dev:66 expose http 7005 - literal',
      'docker-compose.yml:12 published other unresolved WHO',
      'pyproject.toml:10 script http 7006 - literal',
    ]),
  );
});

describe('a monorepo', () => {
  const files: Record<string, string> = {
    'docker-compose.yml': `include: [infra.yml]\nservices:\n  a: { build: services/a, ports: ["7001-7002:7001-7002", "53:53/udp"] }\n`,
    'infra.yml':
      'services:\n  kafka: { image: kafka, ports: ["127.0.0.1:9093:9093", "9000"] }\n',
    'prometheus.yml':
      'scrape_configs:\n  - job_name: x\n    static_configs:\n      - targets: ["a:9093", "b:nine"]\n',
  };
  const observe = async (changed: Record<string, string> = {}) => {
    const read = async (path: string): Promise<SourceFile> => {
      const content = { ...files, ...changed }[path];
      return content === undefined
        ? { state: 'missing', path }
        : present(path, content);
    };
    return observeMonorepo(
      await loadCompose(undefined, read),
      await read('prometheus.yml'),
    );
  };

  it('publishes what its infrastructure does too, and is scraped', async () => {
    const { ports, incomplete } = await observe();
    expect(incomplete).toEqual([]);
    expect(ports.map(short)).toEqual([
      'infra.yml:2 published other 9093 kafka',
      'docker-compose.yml:3 published other 7001 a',
      'docker-compose.yml:3 published other 7002 a',
      'docker-compose.yml:3 published other 53 a',
      'prometheus.yml:4 scrape prometheus 9093 a',
      'prometheus.yml:4 scrape prometheus unresolved b',
    ]);
    expect(ports.find(({ port }) => port === 9093)?.hostIp).toBe('127.0.0.1');
    expect(ports.find(({ port }) => port === 53)?.protocol).toBe('udp');
  });

  it('tells that a range holds more ports than are listed', async () => {
    const { ports } = await observe({
      'infra.yml':
        'services:\n  media: { image: m, ports: ["10000-20000:10000-20000/udp"] }\n',
      'prometheus.yml':
        'scrape_configs: [{ static_configs: [{ targets: ["[::1]:9097", "${HOST}:9098"] }] }]\n',
    });
    expect(ports.map(short)).toEqual(
      expect.arrayContaining([
        'infra.yml:2 published other 10000 media',
        'infra.yml:2 published other 20000 media',
        'infra.yml:2 published other unresolved media',
        'prometheus.yml:1 scrape prometheus 9097 [::1]',
        'prometheus.yml:1 scrape prometheus unresolved -',
      ]),
    );
  });

  it.each([
    [{ 'prometheus.yml': 'a: [' }, 'prometheus.yml could not be read'],
    [{ 'infra.yml': 'services: [' }, 'infra.yml'],
  ])('says what could not be read', async (changed, sentence) => {
    const { incomplete } = await observe(changed);
    expect(incomplete.join()).toContain(sentence);
  });
});
