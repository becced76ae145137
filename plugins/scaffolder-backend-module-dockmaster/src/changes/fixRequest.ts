import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  composePathsOf,
  dockerfileNamesOf,
  locateService,
  Monorepo,
  pathFromRoot,
} from '@huleedu/plugin-dockmaster-common';
import { BlockedPort, Declaration } from '@huleedu/rule-087';
import { GivenPorts } from '@huleedu/service-fixer';
import { ServicePlace } from './serviceSources';

/** A service that is to be fixed, and what is known of it besides its files. */
export type FixRequest = {
  action: 'fix';
  /** As its folder is called. */
  name: string;
  place: ServicePlace;
  declaration: Declaration;
  /** Numbers that are reserved for it. */
  ports: GivenPorts;
  /** Numbers in its files that somebody else has. */
  taken: BlockedPort[];
};

/**
 * What to ask for a service of the catalog, and of which monorepo.
 *
 * @param known - what the registry knows of its ports
 *
 * @throws InputError where the service is in none of the monorepos, or an annotation says nothing
 */
export function fixRequestOf(
  entity: Entity,
  monorepos: Monorepo[],
  known: Pick<FixRequest, 'ports'> & { taken?: BlockedPort[] },
): { url: string; request: FixRequest } {
  const { ports, taken = [] } = known;
  const location = locateService(entity, monorepos);
  const { root, folder, directory, declaration } = location;
  if (directory === undefined) {
    throw new InputError(
      `The service’s files are in ${folder}, which is in none of dockmaster.monorepos.`,
    );
  }
  return {
    url: root,
    request: {
      action: 'fix',
      name: declaration.service,
      place: {
        directory,
        dockerfiles: dockerfileNamesOf(location).map(name =>
          pathFromRoot(location, name),
        ),
        compose: composePathsOf(location),
        prometheus: location.prometheus,
      },
      declaration: {
        ...declaration,
        today: new Date().toISOString().slice(0, 10),
      },
      ports,
      taken,
    },
  };
}
