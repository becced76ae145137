import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadCompose, rule087, SourceFile, Sources } from '@huleedu/rule-087';
import { fixService } from './fixService';

const monorepo = resolve(__dirname, '../../../examples/monorepo');

async function read(path: string): Promise<SourceFile> {
  return existsSync(join(monorepo, path))
    ? {
        state: 'present',
        path,
        content: readFileSync(join(monorepo, path), 'utf8'),
      }
    : { state: 'missing', path };
}

/** Fixes a service of the example fleet. */
async function fix(service: string, options: Parameters<typeof fixService>[3]) {
  const directory = `services/${service}`;
  const sources: Sources = {
    directory,
    dockerfile: await read(`${directory}/Dockerfile.dev`),
    pyproject: await read(`${directory}/pyproject.toml`),
    ...(await loadCompose(
      ['docker-compose.yml', 'docker-compose.dev.yml'],
      read,
    )),
  };
  return fixService(sources, rule087, { service }, options);
}

it('writes a Dockerfile without stages anew, as that of a new service', async () => {
  const { files, remaining, report } = await fix('notification_service', {
    ports: { http: 7014 },
  });
  expect([remaining, report.conforms]).toEqual([[], true]);
  expect(files[0].after).toContain('FROM base AS production');
});

it('moves a service away from a port that others are known to have', async () => {
  const name = 'identity_service';
  const ports = { http: 7014 };
  expect((await fix(name, { ports })).files).toEqual([]);
  const taken = [{ port: 7005, reason: 'somebody has it' }];
  expect((await fix(name, { taken })).remaining).toMatchObject([
    { id: '8.1.unique', needs: 'http' },
  ]);
  const { fixed, report } = await fix(name, { taken, ports });
  expect([fixed, report.conforms]).toEqual([['8.1.unique'], true]);
});
