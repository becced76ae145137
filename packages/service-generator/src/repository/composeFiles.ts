import { readSection, SectionKey } from '@huleedu/text-edits';
import { contentOf, RepositoryFiles } from './RepositoryFiles';

export const SERVICES: SectionKey = { key: 'services' };
export const VOLUMES: SectionKey = { key: 'volumes' };
export const SCRAPE_CONFIGS: SectionKey = {
  key: 'scrape_configs',
  nameOf: job =>
    job && typeof job === 'object' ? Reflect.get(job, 'job_name') : undefined,
};

/** Which Compose file each of a service's entries goes into. */
export type ComposeFiles = {
  /** Where the other services are built. */
  services: string;
  /** Where the other databases are. */
  databases: string;
  /** The overlay for development. */
  development: string;
  /** Those that are merged before the overlay, with what they include. */
  base: string[];
};

/** The entries of a Compose file below a key, by name. @throws EditError */
export function entriesOf(
  repository: RepositoryFiles,
  path: string,
  key: string,
): Record<string, Record<string, unknown> | null> {
  const content = contentOf(repository, path);
  const entries = content && readSection(content, { key }).data[key];
  return entries && typeof entries === 'object'
    ? (entries as Record<string, Record<string, unknown> | null>)
    : {};
}

/**
 * Finds where services, databases and what development adds are written; names new files where there are none.
 *
 * @throws EditError where a Compose file is no YAML
 */
export function composeFilesOf(repository: RepositoryFiles): ComposeFiles {
  const { compose, projectFolders } = repository;
  const [first = 'docker-compose.yml'] = compose;
  const overlay = compose.length > 1 ? compose.at(-1)! : undefined;
  const base = Object.keys(projectFolders).filter(path => path !== overlay);
  const most = (isOne: (service: Record<string, unknown>) => boolean) => {
    const counts = base.map(path => ({
      path,
      count: Object.values(entriesOf(repository, path, 'services')).filter(
        service => service && isOne(service),
      ).length,
    }));
    counts.sort((a, b) => b.count - a.count);
    return counts[0]?.count ? counts[0].path : undefined;
  };
  const services = most(service => 'build' in service) ?? first;
  return {
    services,
    databases: most(isDatabase) ?? services,
    development: overlay ?? overlayOf(first),
    base: base.length > 0 ? base : [first],
  };
}

/** PostgreSQL in one of its distributions. */
export function isDatabase(service: Record<string, unknown>): boolean {
  return (
    typeof service.image === 'string' &&
    /(^|\/)(postgres|postgresql|postgis|pgvector|timescaledb)(:|@|$)/.test(
      service.image,
    )
  );
}

/** `docker-compose.dev.yml` beside `docker-compose.yml`. */
function overlayOf(path: string): string {
  return path.replace(/(\.ya?ml)$/, '.dev$1');
}

/** From the folder that a Compose file's paths start from to the repository's root: `.` or `..` and so on. */
export function contextIn(
  { projectFolders }: RepositoryFiles,
  path: string,
): string {
  const folder = projectFolders[path] ?? '';
  return folder === '' ? '.' : folder.replace(/[^/]+/g, '..');
}
