import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import githubModule from '@backstage/plugin-scaffolder-backend-module-github';
import { JsonObject } from '@backstage/types';
import dockmasterPlugin from '@huleedu/plugin-dockmaster-backend';
import { Reservation, ServiceDetail } from '@huleedu/plugin-dockmaster-common';
import request from 'supertest';
import { parse } from 'yaml';
import { monorepoAt, repositoryPath } from './exampleCopy';
import { workingCopyCatalog } from './workingCopyCatalog';

/** Most tasks end within 100 ms, and the scaffolder's own events come once a second. */
const POLL_MS = 20;

/** The end of a task. */
export type Run = {
  id: string;
  status: string;
  log: string;
  output: JsonObject;
};

/**
 * The scaffolder with modules, and the Dockmaster backend, on a working copy.
 *
 * @param options - `deny` names permissions that nobody has, `standard` overrides the rule, `ports` sets durations, `url` is the host that the monorepo pretends to be on, `workingCopies` replaces the directories that tasks may publish to
 */
export async function startPortal(
  directory: string,
  options: {
    /** The scaffolder's modules. */
    modules: BackendFeature[];
    deny?: string[];
    standard?: JsonObject;
    ports?: JsonObject;
    url?: string;
    workingCopies?: string[];
  },
) {
  const monorepo = monorepoAt(directory);
  const { url = monorepo.url, workingCopies = [directory] } = options;
  const catalog = workingCopyCatalog(directory, url);
  const standard: JsonObject = parse(
    await readFile(join(directory, 'dockmaster.yaml'), 'utf8'),
  );
  const { server } = await startTestBackend({
    features: [
      scaffolderPlugin,
      githubModule,
      ...options.modules,
      dockmasterPlugin,
      catalog.factory,
      // Backstage reads single files at /blob/, whatever the URL of the root is.
      fileReader(path =>
        path.replace('/blob/', '/tree/').replace(url, monorepo.url),
      ).factory,
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result: options.deny?.includes(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
        authorizeConditional: async requests =>
          requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          // A dry run sends nothing to GitHub, but requires a token.
          integrations: { github: [{ host: 'github.com', token: 'none' }] },
          dockmaster: {
            monorepos: [{ ...monorepo, url }],
            workingCopies: workingCopies.map(path => ({ directory: path })),
            ...(options.ports && { ports: options.ports }),
            standard: { ...standard, ...options.standard },
          },
        },
      }),
    ],
  });
  const api = request(server);

  const follow = async (id: string): Promise<Run> => {
    for (;;) {
      const { body } = await api.get(`/api/scaffolder/v2/tasks/${id}/events`);
      const events: Array<{ type: string; body: JsonObject }> = body;
      const end = events.find(({ type }) => type === 'completion');
      if (end) {
        const { body: task } = await api.get(`/api/scaffolder/v2/tasks/${id}`);
        return {
          id,
          status: task.status,
          log: events.map(event => event.body.message).join('\n'),
          output: (end.body.output ?? {}) as JsonObject,
        };
      }
      await sleep(POLL_MS);
    }
  };

  return {
    api,
    catalog,
    async run(template: string, values: JsonObject): Promise<Run> {
      const { body } = await api
        .post('/api/scaffolder/v2/tasks')
        .send({ templateRef: `template:default/${template}`, values });
      return body.id
        ? follow(body.id)
        : { id: '', status: 'refused', log: JSON.stringify(body), output: {} };
    },
    async retry(id: string): Promise<Run> {
      await api.post(`/api/scaffolder/v2/tasks/${id}/retry`).send({});
      return follow(id);
    },
    async dryRun(template: unknown, values: JsonObject) {
      return api
        .post('/api/scaffolder/v2/dry-run')
        .send({ template, values, directoryContents: [] });
    },
    /** The portal's report of a service, after reading its files again. */
    async refresh(name: string): Promise<ServiceDetail> {
      const { body } = await api.post(
        `/api/dockmaster/services/default/component/${name}/refresh`,
      );
      return body;
    },
    async reserve(name: string, ports: JsonObject) {
      await api.post('/api/dockmaster/ports/reservations').send({
        owner: `component:default/${name}`,
        state: 'active',
        ports,
      });
    },
    async release({ id, version }: Reservation) {
      await api
        .delete(`/api/dockmaster/ports/reservations/${id}`)
        .set('If-Match', `"${version}"`);
    },
    async reservations(): Promise<Reservation[]> {
      const { body } = await api.get('/api/dockmaster/ports/reservations');
      return body.items;
    },
  };
}

export async function readTemplate(name: string) {
  return parse(
    await readFile(repositoryPath(`templates/${name}.yaml`), 'utf8'),
  );
}

/** Reads `file:` URLs like the portal's own reader, and URLs of a host from files. */
function fileReader(toFile: (url: string) => string) {
  const missing = (error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new NotFoundError(error.message) : error;
  };
  return mockServices.urlReader.mock({
    readUrl: async url => {
      const content = await readFile(fileURLToPath(toFile(url))).catch(missing);
      return { buffer: async () => content };
    },
    readTree: async url => {
      const root = fileURLToPath(toFile(url));
      const entries = await readdir(root, {
        recursive: true,
        withFileTypes: true,
      }).catch(missing);
      const files = entries
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name));
      return {
        etag: '',
        files: async () =>
          files.map(file => ({
            path: relative(root, file),
            content: () => readFile(file),
          })),
        archive: () => Promise.reject(new Error('not used')),
        dir: () => Promise.reject(new Error('not used')),
      };
    },
  });
}
