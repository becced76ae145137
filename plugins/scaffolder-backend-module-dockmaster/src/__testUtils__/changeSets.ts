import { rule087 } from '@huleedu/rule-087';
import { ServiceSpec } from '@huleedu/service-generator';
import { ChangeSet, changeSetOf, writeChangeSet } from '../changes/ChangeSet';
import { sourceOf } from '../changes/MonorepoChanges';
import {
  ChangeRequest,
  folderOfService,
  nameIn,
  planChanges,
} from '../changes/planChanges';
import { exampleMonorepo, exampleSnapshot } from './exampleFleet';

/** A service that the example fleet does not contain yet. */
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

/** Writes changes to the example fleet into a workspace, as an earlier step of the task does. */
export async function prepareWorkspace(
  workspacePath: string,
  request: ChangeRequest,
): Promise<ChangeSet> {
  const options = { standard: rule087, monorepo: exampleMonorepo };
  const source = sourceOf(exampleSnapshot());
  const set = changeSetOf(await planChanges(request, options, source), {
    monorepo: exampleMonorepo.url,
    request,
    directory: folderOfService(nameIn(request), rule087),
  });
  await writeChangeSet(workspacePath, set);
  return set;
}
