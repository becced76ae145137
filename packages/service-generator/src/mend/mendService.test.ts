import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  judge,
  loadCompose,
  rule087,
  SourceFile,
  Sources,
} from '@huleedu/rule-087';
import { monorepo } from '../testing/repository';
import { mendService } from './mendService';
import { withFiles } from './withFiles';

const PROMETHEUS = 'observability/prometheus.yml';

function read(path: string): SourceFile & { content: string } {
  if (!existsSync(join(monorepo, path))) throw new Error(`${path} is missing`);
  const content = readFileSync(join(monorepo, path), 'utf8');
  return { state: 'present', path, content };
}

/** A service of the example fleet. */
async function sourcesOf(name: string): Promise<Sources> {
  const directory = `services/${name}`;
  return {
    directory,
    dockerfile: read(`${directory}/Dockerfile.dev`),
    pyproject: read(`${directory}/pyproject.toml`),
    ...(await loadCompose(
      ['docker-compose.yml', 'docker-compose.dev.yml'],
      async path =>
        existsSync(join(monorepo, path))
          ? read(path)
          : { state: 'missing', path },
    )),
  };
}

const judged = (sources: Sources, service: string) =>
  judge(sources, rule087, { service });

it('writes a Dockerfile without stages anew, as that of a new service', async () => {
  const name = 'notification_service';
  const sources = await sourcesOf(name);
  const { files, report } = mendService(
    sources,
    rule087,
    { service: name },
    { ports: { http: 7014 } },
  );
  expect(report.conforms).toBe(true);
  expect(judged(withFiles(sources, files), name)).toEqual(report);
});

it('moves a service away from a port that others are known to have', async () => {
  const name = 'identity_service';
  const sources = await sourcesOf(name);
  const mend = (options: Parameters<typeof mendService>[3]) =>
    mendService(sources, rule087, { service: name }, options);
  const ports = { http: 7014 };
  expect(mend({ ports }).files).toEqual([]);
  const taken = [{ port: 7005, reason: 'somebody has it' }];
  expect(mend({ taken }).remaining).toMatchObject([
    { id: '8.1.unique', needs: 'http' },
  ]);
  const { mended, report } = mend({ taken, ports });
  expect([mended, report.conforms]).toEqual([['8.1.unique'], true]);
});

describe('Prometheus’ configuration', () => {
  const given = read(PROMETHEUS);
  const written = (content: string) => ({ ...given, content });
  const mended = async (
    name: string,
    prometheus: SourceFile,
    http = 7013,
  ): Promise<string | undefined> => {
    const { files } = mendService(
      await sourcesOf(name),
      rule087,
      { service: name },
      { ports: { http }, prometheus },
    );
    return files.find(({ path }) => path === PROMETHEUS)?.after;
  };

  it.each([
    ['grading_service', 'grading_service:9098', 'grading_service:9105'],
    ['billing_service', 'billing_service:9099', 'billing_service:9101'],
  ])('follows %s, and nothing else in it changes', async (name, old, next) => {
    expect(await mended(name, given)).toBe(given.content.replace(old, next));
  });

  it('is edited where it stands, in every spelling', async () => {
    const text = (port: number) =>
      [
        '# the fleet',
        'scrape_configs:',
        '  - job_name: x # grading_service:9098',
        '    static_configs:',
        `      - targets: [ 'other:9098', grading_service:${port} ] # note`,
        `      - {targets: ["grading_service:${port}/metrics"]}`,
        "      - targets: ['grading_service:9000', grading_service]",
        '',
      ].join('\r\n');
    expect(await mended('grading_service', written(text(9098)))).toBe(
      text(9105),
    );
  });

  it.each<[string, string, SourceFile]>([
    ['the service has not moved', 'report_service', given],
    [
      'it scrapes another port',
      'grading_service',
      written('scrape_configs: []'),
    ],
    ['it is no YAML', 'grading_service', written('a: [')],
    ['it is not there', 'grading_service', { state: 'missing', path: 'x' }],
  ])('stays as it is where %s', async (_, name, prometheus) => {
    const http = name === 'report_service' ? 7006 : 7013;
    expect(await mended(name, prometheus, http)).toBeUndefined();
  });
});
