import { ServiceSpec } from './ServiceSpec';

/** The entity's name, and the Python project's: runs of `_` as `-`. @public */
export function entityName(name: string): string {
  return name.replace(/_+/g, '-');
}

/** Prefix of the service's environment variables, without the trailing `_`. @public */
export function prefixOf(spec: Pick<ServiceSpec, 'name' | 'prefix'>): string {
  return spec.prefix ?? spec.name.toUpperCase();
}

/** What the database is called inside PostgreSQL: the name without `_service`. */
export function databaseName(name: string): string {
  return name.replace(/_service$/, '');
}

/** The Compose service of the database, and its volume. @public */
export function databaseService(name: string): string {
  return `${databaseName(name)}_db`;
}
