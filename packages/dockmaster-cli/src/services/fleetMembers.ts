import { Service } from './Service';
import { serviceNamesAt } from './findServices';

/** The names of all services in the monorepos of some; undefined where one of these lies in no monorepo, since nobody knows then. */
export async function fleetMembers(
  services: Service[],
): Promise<Set<string> | undefined> {
  const roots = [...new Set(services.map(({ root }) => root))];
  const found = await Promise.all(roots.map(serviceNamesAt));
  return found.includes(undefined)
    ? undefined
    : new Set(found.flatMap(names => names ?? []));
}
