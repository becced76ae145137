import { ServiceSpec } from '@huleedu/service-generator';
import { ChangeSet, changeSetOf } from '../changes/ChangeSet';
import {
  ChangeRequest,
  folderOfService,
  nameIn,
  planChanges,
} from '../changes/planChanges';
import { WorkingCopy } from '../workingCopy/WorkingCopy';
import { rule087, Standard } from '@huleedu/rule-087';
import { monorepoAt } from './workingCopy';

/** A service of the example fleet that is not there yet. */
export function specOf(
  name: string,
  ports: { http: number; database: number },
): ServiceSpec {
  return {
    name,
    description: 'For a test',
    owner: 'group:default/accounts-team',
    kind: 'http',
    framework: 'quart',
    database: true,
    ports,
  };
}

/** Fixes a service of the example fleet. */
export function fixOf(name: string): ChangeRequest {
  const directory = `services/${name}`;
  return {
    action: 'fix',
    name,
    place: {
      directory,
      dockerfiles: [`${directory}/Dockerfile.dev`],
      compose: ['docker-compose.yml', 'docker-compose.dev.yml'],
    },
    declaration: { service: name },
    ports: {},
    taken: [],
  };
}

/** A change set as an earlier step leaves it, based on what is committed now; with the workspace's files. */
export async function changeSetFor(
  copy: WorkingCopy,
  request: ChangeRequest,
  standard: Standard = rule087,
): Promise<{ set: ChangeSet; files: Map<string, Buffer> }> {
  const monorepo = monorepoAt(copy.directory);
  const source = copy.filesAt(await copy.head());
  const changes = await planChanges(request, { standard, monorepo }, source);
  const set = changeSetOf(changes, {
    monorepo: monorepo.url,
    request,
    directory: folderOfService(nameIn(request), standard),
  });
  const files = new Map(
    set.written.map(({ path, content }) => [path, Buffer.from(content)]),
  );
  return { set, files };
}
