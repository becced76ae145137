import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../Environment';
import {
  DOCKERFILES,
  isDirectory,
  monorepoOf,
  repositoryOf,
  serviceFolderOf,
  SERVICES,
} from './paths';
import { Service } from './Service';

/** A folder below `services/` with one of these is a service, with a Dockerfile or without. */
const MARKS = [...DOCKERFILES, 'pyproject.toml', 'catalog-info.yaml'];

/**
 * The services that paths name: a Dockerfile, a service's folder, or a folder with `services/` in it.
 *
 * @throws UsageError when a path does not exist, or nothing is in it
 */
export async function findServices(
  paths: string[],
  options: { cwd: string; root?: string },
): Promise<Service[]> {
  const { cwd } = options;
  const root = options.root && resolve(cwd, options.root);
  if (root && !isDirectory(root)) {
    throw new UsageError(`--root ${options.root} is no directory`);
  }
  if (paths.length === 0) {
    return servicesAt(root ?? monorepoOf(cwd) ?? cwd, root);
  }
  const found: Service[] = [];
  for (const path of paths) {
    found.push(...(await servicesAt(locate(path, cwd, root), root)));
  }
  return found.filter(
    (service, index) =>
      found.findIndex(
        other =>
          other.folder === service.folder &&
          other.dockerfile === service.dockerfile,
      ) === index,
  );
}

/** Relative to the root that was given, or else to the working directory. */
function locate(path: string, cwd: string, root: string | undefined): string {
  const candidates = [root, cwd].flatMap(base =>
    base ? resolve(base, path) : [],
  );
  const found = candidates.find(candidate => existsSync(candidate));
  if (!found) {
    throw new UsageError(
      `there is no ${path}: looked for ${candidates.join(' and ')}`,
    );
  }
  return found;
}

async function servicesAt(
  path: string,
  givenRoot: string | undefined,
): Promise<Service[]> {
  if (!isDirectory(path)) return [serviceOfDockerfile(path, givenRoot)];

  const isMonorepo = isDirectory(join(path, SERVICES));
  if (isMonorepo) return servicesBelow(path, givenRoot);
  if (basename(path) === SERVICES)
    return servicesBelow(dirname(path), givenRoot);
  // The catalog file may name a Dockerfile elsewhere.
  const marks = [...DOCKERFILES, 'catalog-info.yaml'];
  if (!marks.some(name => existsSync(join(path, name)))) {
    throw new UsageError(
      `${path} holds no ${DOCKERFILES.join(' and no ')}, and no ${SERVICES}/`,
    );
  }
  return [serviceAt(path, givenRoot)];
}

function serviceOfDockerfile(
  dockerfile: string,
  givenRoot: string | undefined,
): Service {
  const folder = serviceFolderOf(dirname(dockerfile));
  return folder
    ? { ...serviceAt(folder, givenRoot), dockerfile }
    : {
        root:
          givenRoot ?? repositoryOf(dirname(dockerfile)) ?? dirname(dockerfile),
        dockerfile,
        name: basename(dirname(dockerfile)),
      };
}

function serviceAt(folder: string, givenRoot: string | undefined): Service {
  const isBelowServices = basename(dirname(folder)) === SERVICES;
  const root =
    givenRoot ??
    (isBelowServices
      ? dirname(dirname(folder))
      : repositoryOf(folder) ?? folder);
  return { root, folder, name: basename(folder) };
}

async function servicesBelow(
  root: string,
  givenRoot: string | undefined,
): Promise<Service[]> {
  const names = (await serviceNamesAt(root)) ?? [];
  if (names.length === 0) {
    throw new UsageError(`${join(root, SERVICES)} holds no service`);
  }
  return names.map(name => serviceAt(join(root, SERVICES, name), givenRoot));
}

/** The services of a monorepo, in order; undefined where the folder is none. */
export async function serviceNamesAt(
  root: string,
): Promise<string[] | undefined> {
  const directory = join(root, SERVICES);
  if (!isDirectory(directory)) return undefined;
  const names = (await readdir(directory)).sort();
  return names.filter(name => {
    const folder = join(directory, name);
    return (
      isDirectory(folder) && MARKS.some(mark => existsSync(join(folder, mark)))
    );
  });
}
