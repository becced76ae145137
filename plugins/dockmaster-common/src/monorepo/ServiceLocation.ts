import {
  ANNOTATION_LOCATION,
  Entity,
  getEntitySourceLocation,
  parseLocationRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { Declaration, Framework, ServiceKind } from '@huleedu/rule-087';
import { DOCKMASTER_ANNOTATIONS } from '../annotations';
import { Monorepo } from './Monorepo';
import { folderOf, relativeTo, resolveWithin } from './resolveUrl';

/** Where a service's files are, and what its entity declares. @public */
export type ServiceLocation = {
  /** URL of the monorepo's root; the service's own folder where no monorepo is configured for it. */
  root: string;
  /** URL of the service's folder, with a trailing slash. */
  folder: string;
  /** The folder below the root; undefined where no monorepo is configured for it. */
  directory?: string;
  /** URL of a file that must be in the folder, and so tells whether it can be read at all; undefined where none is known. */
  entityFile?: string;
  /** Paths of compose files relative to the folder, when the entity names some. */
  compose?: string[];
  /** Those that the monorepo's configuration names, relative to its root. */
  monorepoCompose?: string[];
  /** Prometheus' configuration, where the monorepo's names one, relative to its root. */
  prometheus?: string;
  /** Path of the Dockerfile relative to the folder, when the entity names one. */
  dockerfile?: string;
  declaration: Declaration;
};

const KINDS: ServiceKind[] = ['http', 'worker', 'job'];
const FRAMEWORKS: Framework[] = ['quart', 'fastapi', 'none'];

/**
 * Where the files of an entity are, by its source and its annotations.
 *
 * @throws InputError when the entity has no source that could be read, or an annotation that says nothing
 *
 * @public
 */
export function locateService(
  entity: Entity,
  monorepos: Monorepo[],
): ServiceLocation {
  const source = getEntitySourceLocation(entity);
  if (source.type !== 'url') {
    throw new InputError(
      `The entity comes from a location of type "${source.type}", and only "url" can be read.`,
    );
  }
  const folder = folderOf(source.target);
  const annotations = entity.metadata.annotations ?? {};
  const monorepo = monorepos
    .filter(({ url }) => relativeTo(url, folder) !== undefined)
    .sort((a, b) => b.url.length - a.url.length)[0] as Monorepo | undefined;
  const root = monorepo?.url;
  const directory = root && relativeTo(root, folder)?.replace(/\/$/, '');
  const name = (directory ?? folder.replace(/\/$/, '')).split('/').at(-1)!;
  return {
    root: root ?? folder,
    folder,
    directory,
    entityFile: entityFileIn(folder, entity, source.target),
    dockerfile: annotations[DOCKMASTER_ANNOTATIONS.dockerfile],
    compose: annotations[DOCKMASTER_ANNOTATIONS.compose]
      ?.split(',')
      .map(path => path.trim())
      .filter(Boolean),
    monorepoCompose: monorepo?.compose,
    prometheus: monorepo?.prometheus,
    declaration: {
      service: name,
      kind: oneOf(KINDS, DOCKMASTER_ANNOTATIONS.kind, annotations),
      framework: oneOf(
        FRAMEWORKS,
        DOCKMASTER_ANNOTATIONS.framework,
        annotations,
      ),
      prefix: annotations[DOCKMASTER_ANNOTATIONS.prefix],
    },
  };
}

/**
 * The compose files that hold for a service, from the root, in the order in which Compose merges them: those that the entity names, else those of the
 * monorepo's configuration; undefined where they are those that Compose would find.
 *
 * @throws NotAllowedError where the entity names one outside of the root
 *
 * @public
 */
export function composePathsOf(
  location: ServiceLocation,
): string[] | undefined {
  return (
    location.compose?.map(path => pathFromRoot(location, path)) ??
    location.monorepoCompose
  );
}

/**
 * The names that a service's Dockerfile may have, relative to its folder, the first that is there being the one: what the entity names, else the usual
 * two.
 *
 * @public
 */
export function dockerfileNamesOf({ dockerfile }: ServiceLocation): string[] {
  return dockerfile === undefined
    ? ['Dockerfile.dev', 'Dockerfile']
    : [dockerfile];
}

/**
 * The path from the root of a file that is named relative to the service's folder.
 *
 * @throws NotAllowedError where it lies outside of the root
 *
 * @public
 */
export function pathFromRoot(
  { root, folder }: ServiceLocation,
  path: string,
): string {
  return relativeTo(root, resolveWithin({ root, folder, path })) ?? path;
}

/** The entity's own file, where it lies in the service's folder and not in a catalog elsewhere. */
function entityFileIn(
  folder: string,
  entity: Entity,
  source: string,
): string | undefined {
  const location = entity.metadata.annotations?.[ANNOTATION_LOCATION];
  const file = location ? parseLocationRef(location).target : source;
  return relativeTo(folder, file) ? file : undefined;
}

function oneOf<T extends string>(
  allowed: T[],
  name: string,
  annotations: Record<string, string>,
): T | undefined {
  const value = annotations[name];
  if (value === undefined) return undefined;
  const found = allowed.find(item => item === value);
  if (!found)
    throw new InputError(
      `The annotation ${name} is "${value}"; it must be ${allowed.join(', ')}.`,
    );
  return found;
}
