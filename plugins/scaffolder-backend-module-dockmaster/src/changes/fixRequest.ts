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
import { ServiceLocation } from './serviceSources';

/** A service to fix, with facts that its files do not contain. */
export type FixRequest = {
  action: 'fix';
  /** Name of its folder. */
  name: string;
  place: ServiceLocation;
  declaration: Declaration;
  /** Ports that are reserved for it. */
  ports: GivenPorts;
  /** Ports in its files that belong to another service. */
  taken: BlockedPort[];
};

/**
 * The request to fix a service of the catalog, and the URL of its monorepo.
 *
 * @param known - its ports in the registry
 *
 * @throws InputError if the service is in none of the monorepos, or an annotation is not valid
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
      `The files of the service are in ${folder}, which is in none of dockmaster.monorepos.`,
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
