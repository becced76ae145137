import { Entity } from '@backstage/catalog-model';
import {
  composePathsOf,
  dockerfileNamesOf,
  locateService,
  pathFromRoot,
} from './ServiceLocation';

const root = 'https://github.com/huleedu/mono/tree/main/';
const monorepo = {
  url: root,
  compose: ['docker-compose.yml'],
  prometheus: 'observability/prometheus.yml',
};

const entityAt = (
  source: string,
  annotations: Record<string, string> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'billing-service',
    annotations: {
      'backstage.io/managed-by-location': `url:${source}`,
      ...annotations,
    },
  },
});
const file =
  'https://github.com/huleedu/mono/blob/main/services/billing_service/catalog-info.yaml';

it('finds a service in the monorepo that its source begins with, the longest first', () => {
  const inner = { url: `${root}services/` };
  expect(locateService(entityAt(file), [monorepo])).toMatchObject({
    root,
    directory: 'services/billing_service',
    prometheus: 'observability/prometheus.yml',
    declaration: { service: 'billing_service' },
  });
  expect(locateService(entityAt(file), [monorepo, inner])).toMatchObject({
    root: inner.url,
    directory: 'billing_service',
  });
  const alone = locateService(entityAt(file), []);
  expect(alone.directory).toBeUndefined();
  expect(alone.root).toBe(alone.folder);
});

it.each([
  [{}, ['Dockerfile.dev', 'Dockerfile'], ['docker-compose.yml']],
  [
    {
      'dockmaster.huleedu.com/dockerfile': 'docker/../Dockerfile.next',
      'dockmaster.huleedu.com/compose': '../../compose.yml, own.yml',
    },
    ['Dockerfile.next'],
    ['compose.yml', 'services/billing_service/own.yml'],
  ],
])('knows by the annotations %j which files are its own', (...row) => {
  const [annotations, dockerfiles, compose] = row;
  const location = locateService(entityAt(file, annotations), [monorepo]);
  expect(
    dockerfileNamesOf(location).map(name => pathFromRoot(location, name)),
  ).toEqual(dockerfiles.map(name => `services/billing_service/${name}`));
  expect(composePathsOf(location)).toEqual(compose);
});

it.each([
  [{ 'dockmaster.huleedu.com/kind': 'daemon' }, /must be http, worker, job/],
  [
    { 'dockmaster.huleedu.com/dockerfile': '../../../other/Dockerfile' },
    /leads out of the repository/,
  ],
])('refuses %j', (annotations: Record<string, string>, message) => {
  expect(() => {
    const location = locateService(entityAt(file, annotations), [monorepo]);
    return dockerfileNamesOf(location).map(name =>
      pathFromRoot(location, name),
    );
  }).toThrow(message);
});
