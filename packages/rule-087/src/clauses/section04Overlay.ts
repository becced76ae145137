import { ComposeService, Mount } from '../compose/ComposeModel';
import { contains, normalizeTarget, resolvePath } from '../compose/paths';
import { closureOf } from '../dockerfile/DockerfileModel';
import { copiedFromContext } from '../model/copies';
import { copiedLibraries } from '../model/copiedLibraries';
import { ServiceModel } from '../model/ServiceModel';
import { Evidence } from '../report/Report';
import { Standard } from '../standard/Standard';
import { Clause, Decision } from './Clause';
import {
  fail,
  notApplicable,
  ofComposeService,
  pass,
  unknown,
} from './placedDecisions';

/** Where the image has a folder of the repository: where the rule wants it, and where its Dockerfile copies it. */
function placesOf(
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

function serviceMounts(
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
function libraryMounts(
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

function missingMount(
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
function unclearMounts(own: ComposeService, places: string[]): Evidence[] {
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

const mountService: Clause = {
  id: '4.2.mount-service',
  section: '4.2',
  title: 'Service source mounted',
  severity: 'must',
  rationale: 'In development an edit shows at once, without a new image.',
  decide: (model, standard) =>
    ofComposeService(model, own => {
      const [mount] = serviceMounts(own, model, standard);
      return mount
        ? pass("The service's source is mounted.", mount.evidence)
        : missingMount(own, model.directory!, model, standard);
    }),
};

const mountLibraries: Clause = {
  id: '4.2.mount-libs',
  section: '4.2',
  title: 'Library sources mounted',
  severity: 'must',
  rationale: 'An edit of a shared library shows in every service that uses it.',
  decide: (model, standard) =>
    ofComposeService(model, own => {
      const { mounts, missing } = libraryMounts(own, model, standard);
      return missing.length === 0
        ? pass(
            'The libraries are mounted.',
            mounts.map(({ evidence }) => evidence),
          )
        : missingMount(own, missing[0], model, standard);
    }),
};

const readOnly: Clause = {
  id: '4.2.readonly',
  section: '4.2',
  title: 'Read-only mounts',
  severity: 'optional',
  rationale: 'A container cannot change what a developer edits.',
  decide: (model, standard) =>
    ofComposeService(model, own => {
      const mounts = [
        ...new Set([
          ...serviceMounts(own, model, standard),
          ...libraryMounts(own, model, standard).mounts,
        ]),
      ];
      const writable = mounts.filter(mount => !mount.readOnly);
      if (writable.length > 0) {
        return fail(
          'This mount can be written to. Add :ro',
          writable.map(({ evidence }) => evidence),
        );
      }
      // Whatever a read-only volume brings, it brings it read-only.
      const unclear = unclearMounts(
        { ...own, mounts: own.mounts.filter(mount => !mount.readOnly) },
        [model.directory!, standard.librariesDirectory].flatMap(folder =>
          placesOf(folder, model, standard),
        ),
      );
      if (unclear.length > 0) {
        return unknown(
          'Whether this mounts the source cannot be computed, since a variable in it has no default.',
          unclear,
        );
      }
      return mounts.length === 0
        ? notApplicable('No source is mounted.')
        : pass(
            'The mounts are read-only.',
            mounts.map(({ evidence }) => evidence),
          );
    }),
};

const packagesShadowed: Clause = {
  id: '4.2.packages-shadowed',
  section: '4.2',
  title: 'Packages under the mount',
  severity: 'should',
  rationale:
    'PDM installs into __pypackages__ in the service’s folder; a mount over it hides them, and the container starts without its dependencies.',
  decide: (model, standard) =>
    ofComposeService(model, own => {
      const places = placesOf(model.directory!, model, standard);
      const packages = places.map(place => `${place}/__pypackages__`);
      const covers = own.mounts.filter(
        ({ type, target }) =>
          type === 'bind' && places.some(place => contains(target, place)),
      );
      const cover = covers.find(({ isUnclear }) => !isUnclear);
      const nested = own.mounts.find(
        ({ type, target }) => type === 'volume' && packages.includes(target),
      );
      const unclear = unclearMounts(own, [...places, ...packages]);
      if (nested && covers.length > 0)
        return pass(
          'A volume keeps __pypackages__ reachable.',
          nested.evidence,
        );
      if (unclear.length > 0) {
        return unknown(
          'A volume cannot be computed, since a variable in it has no default.',
          unclear,
        );
      }
      return cover
        ? fail(
            `This mount hides __pypackages__, and the container starts without its dependencies. Add to volumes: - ${packages[0]}`,
            cover.evidence,
          )
        : notApplicable("No mount covers the service's folder.");
    }),
};

export const section04Overlay: Clause[] = [
  mountService,
  mountLibraries,
  readOnly,
  packagesShadowed,
];
