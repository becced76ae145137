import { ComposeService, Mount } from '../compose/ComposeModel';
import { contains, normalizeTarget, resolvePath } from '../compose/paths';
import { closureOf } from '../dockerfile/DockerfileModel';
import { copiedFromContext } from '../model/copies';
import { copiedLibraries } from '../model/copiedLibraries';
import { ServiceModel } from '../model/ServiceModel';
import { Evidence } from '../source/Evidence';
import { Standard } from '../standard/Standard';
import { Decision } from './Clause';
import { fail, unknown } from './placedDecisions';

/** Where the image has a folder of the repository: where the rule wants it, and where its Dockerfile copies it. */
export function placesOf(
  folder: string,
  model: ServiceModel,
  standard: Standard,
): string[] {
  const context = model.composeService?.build?.context.value;
  const base = context?.known ? context.text : '.';
  const stages = new Set(model.runtimeStages.flatMap(closureOf));
  const copied = copiedFromContext([...stages], standard).flatMap(
    ({ path, step }) => {
      const source = resolvePath(base, path);
      const target = step.copy?.target;
      return target?.known && contains(source, folder)
        ? [`${target.text}${below(folder, source)}`]
        : [];
    },
  );
  return [`${standard.appDirectory}${below(folder, '.')}`, ...copied].map(
    normalizeTarget,
  );
}

/** What of a path lies below a folder above it, with a `/` before it. */
function below(path: string, folder: string): string {
  if (path === folder) return '';
  return folder === '.' ? `/${path}` : path.slice(folder.length);
}

/** Bind mounts that bring a folder of the repository to where the image has it. */
function mountsOf(
  own: ComposeService,
  folder: string,
  model: ServiceModel,
  standard: Standard,
): Mount[] {
  const places = placesOf(folder, model, standard);
  return own.mounts.filter(
    ({ type, source, target }) =>
      type === 'bind' &&
      source !== undefined &&
      contains(source, folder) &&
      places.includes(normalizeTarget(`${target}${below(folder, source)}`)),
  );
}

export function serviceMounts(
  own: ComposeService,
  model: ServiceModel,
  standard: Standard,
): Mount[] {
  const source = model.directory!;
  return [
    ...new Set([
      ...mountsOf(own, source, model, standard),
      ...mountsOf(own, `${source}/src`, model, standard),
    ]),
  ];
}

/** The mounts that together bring every shared library; undefined where one is left out. */
export function libraryMounts(
  own: ComposeService,
  model: ServiceModel,
  standard: Standard,
): { mounts: Mount[]; missing: string[] } {
  const { librariesDirectory } = standard;
  const whole = mountsOf(own, librariesDirectory, model, standard);
  if (whole.length > 0) return { mounts: whole, missing: [] };
  const copied = copiedLibraries(model, standard);
  const names =
    copied.length > 0
      ? copied
      : standard.libraries.filter(name =>
          own.mounts.some(
            ({ source }) =>
              source !== undefined &&
              contains(`${librariesDirectory}/${name}`, source),
          ),
        );
  const missing: string[] = [];
  const mounts = names.flatMap(name => {
    const folder = `${standard.librariesDirectory}/${name}`;
    const found = [
      ...mountsOf(own, folder, model, standard),
      ...mountsOf(own, `${folder}/src`, model, standard),
    ];
    if (found.length === 0) missing.push(folder);
    return found;
  });
  return {
    mounts: [...new Set(mounts)],
    missing: names.length === 0 ? [standard.librariesDirectory] : missing,
  };
}

export function missingMount(
  own: ComposeService,
  folder: string,
  model: ServiceModel,
  standard: Standard,
): Decision {
  const unclear = unclearMounts(own, placesOf(folder, model, standard));
  if (unclear.length > 0) {
    return unknown(
      'A volume cannot be computed, since a variable in it has no default.',
      unclear,
    );
  }
  return fail(
    `${folder} is not mounted, so an edit needs a new image. Write in the development overlay: volumes: - ./${folder}:${standard.appDirectory}/${folder}:ro`,
    own.places.volumes,
  );
}

/** Volumes that may cover one of some places, for all that can be computed of them. */
export function unclearMounts(
  own: ComposeService,
  places: string[],
): Evidence[] {
  return [
    ...own.unknownMounts,
    ...own.mounts
      .filter(
        ({ isUnclear, target }) =>
          isUnclear && places.some(place => contains(target, place)),
      )
      .map(({ evidence }) => evidence),
  ];
}
