import {
  ComposeModel,
  ComposeService,
  isUnknownPort,
} from '../compose/ComposeModel';
import { contains, folderOf } from '../compose/paths';
import { holds } from '../compose/ports';

/** The Compose service that builds a folder: where several do, the one that publishes ports. */
export function composeServiceOf(
  { services }: ComposeModel,
  directory: string,
  name: string,
): ComposeService | undefined {
  const builders = [...services.values()].filter(service =>
    buildsFolder(service, directory),
  );
  return (
    builders.find(({ ports }) => ports.length > 0) ??
    builders[0] ??
    [...services.values()].find(
      service => service.name === name && buildsUnknown(service),
    )
  );
}

function buildsFolder({ build }: ComposeService, directory: string): boolean {
  if (!build) return false;
  const context = build.context.value;
  if (context.known && context.text === directory) return true;
  const dockerfile = build.dockerfile?.value;
  return Boolean(
    dockerfile?.known && contains(directory, folderOf(dockerfile.text)),
  );
}

/** A build whose paths cannot be computed, so that it may be any folder's. */
function buildsUnknown({ build }: ComposeService): boolean {
  return (
    build !== undefined &&
    (!build.context.value.known || build.dockerfile?.value.known === false)
  );
}

const DATABASE_IMAGE =
  /(^|[/_-])(postgres|postgresql|postgis|pgvector|timescaledb|mysql|mariadb|mongo|mongodb|cockroach)([:@/_-]|$)/;
const DATABASE_PORTS = [5432, 3306, 27017, 26257];

function isDatabase({ image, ports }: ComposeService): boolean {
  const isNamed =
    image?.value.known && DATABASE_IMAGE.test(image.value.text.toLowerCase());
  return (
    isNamed ||
    ports.some(
      port =>
        !isUnknownPort(port) &&
        DATABASE_PORTS.some(number => holds(port.container, number)),
    )
  );
}

/** The databases that a service waits for, connects to, or shares its name with. */
export function databasesOf(
  { services }: ComposeModel,
  own: ComposeService,
  name: string,
): ComposeService[] {
  const base = name.replace(/_service$/, '');
  const names = new Set(
    [own.name, name, base]
      .flatMap(prefix => [
        `${prefix}_db`,
        `${prefix}-db`,
        `${prefix}_database`,
        `${prefix}_postgres`,
      ])
      .flatMap(candidate => [candidate, candidate.replaceAll('_', '-')]),
  );
  const values = [...own.environment.values()].flatMap(({ value }) =>
    value.known ? [value.text] : [],
  );
  return [...services.values()].filter(
    service =>
      service !== own &&
      isDatabase(service) &&
      (names.has(service.name) ||
        own.dependsOn.includes(service.name) ||
        values.some(value => isHostOf(value, service.name))),
  );
}

/** Whether a value is a host's name, alone, with a port, or in a URL. */
function isHostOf(value: string, host: string): boolean {
  if (value === host || value.startsWith(`${host}:`)) return true;
  const authority = /^[a-z0-9+.-]+:\/\/([^/?#]*)/i.exec(value)?.[1] ?? '';
  return authority.slice(authority.lastIndexOf('@') + 1).split(':')[0] === host;
}
