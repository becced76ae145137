import {
  ComposeModel,
  ComposeService,
  isUnknownPort,
  Text,
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
  const dockerfile = build.dockerfile?.value;
  const isIn = (folder: string) =>
    // Of a service that is the repository itself, every other folder is somebody else's.
    directory === '.' ? folder === '.' : contains(directory, folder);
  if (dockerfile?.known && isIn(folderOf(dockerfile.text))) return true;
  return directory !== '.' && context.known && context.text === directory;
}

/** A build whose paths cannot be computed, so that it may be any folder's. */
function buildsUnknown({ build }: ComposeService): boolean {
  return (
    build !== undefined &&
    (!build.context.value.known || build.dockerfile?.value.known === false)
  );
}

const DATABASE_IMAGE =
  /(^|[/_-])(postgres|postgresql|postgis|pgvector|timescaledb|mysql|mariadb|percona|mongo|mongodb|cockroach)([:@/_-]|$)/;
/** What watches, shows or saves a database is none. */
const ABOUT_DATABASES = /exporter|express|admin|backup|bouncer/;
const DATABASE_PORTS = [5432, 3306, 27017, 26257];

function isDatabase({ image, ports }: ComposeService): boolean {
  const name = image ? knownPart(image).toLowerCase() : '';
  if (ABOUT_DATABASES.test(name)) return false;
  return (
    DATABASE_IMAGE.test(name) ||
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
      .flatMap(part => [
        ...['db', 'database', 'postgres'].flatMap(word => [
          `${part}_${word}`,
          `${word}_${part}`,
        ]),
      ])
      .flatMap(candidate => [candidate, candidate.replaceAll('_', '-')]),
  );
  const hosts = new Set(
    [...own.environment.values()].flatMap(text => hostsIn(knownPart(text))),
  );
  return [...services.values()].filter(
    service =>
      service !== own &&
      isDatabase(service) &&
      (own.dependsOn.includes(service.name) ||
        [service.name, ...service.aliases].some(
          called => names.has(called) || hosts.has(called),
        )),
  );
}

/** Where a service says which database it connects to, and no file says which that is. */
export function unclearDatabaseOf(
  { services }: ComposeModel,
  own: ComposeService,
): Text | undefined {
  if (![...services.values()].some(isDatabase)) return undefined;
  const [, text] =
    [...own.environment].find(
      ([name, { value }]) =>
        !value.known &&
        /(^|_)(DATABASE|DB|POSTGRES)_(URL|URI|DSN|HOST)$/.test(name),
    ) ?? [];
  return text;
}

function knownPart({ value, sketch }: Text): string {
  return value.known ? value.text : sketch ?? '';
}

/** The hosts that a value may name: alone, with a port, in a URL, or as `host=…`. */
function hostsIn(value: string): string[] {
  const [, authority] = /^(?:[a-z0-9+.-]+:)+\/\/([^/?#]*)/i.exec(value) ?? [];
  const addresses =
    authority === undefined
      ? [value, /(?:^|\s)host=(\S+)/.exec(value)?.[1] ?? '']
      : authority.slice(authority.lastIndexOf('@') + 1).split(',');
  return addresses.map(address => address.split(':')[0]);
}
