import { ComposeService, Mount } from '../compose/ComposeModel';
import { contains } from '../compose/paths';
import { copiedFromContext } from '../model/copies';
import { ServiceModel } from '../model/ServiceModel';
import { Standard } from '../standard/Standard';
import { Clause, Decision } from './Clause';
import {
  fail,
  notApplicable,
  ofComposeService,
  pass,
  unknown,
} from './placedDecisions';

/** Bind mounts that bring a folder of the repository to where the image has it. */
function mountsOf(
  own: ComposeService,
  folder: string,
  standard: Standard,
): Mount[] {
  return own.mounts.filter(({ type, source, target }) => {
    if (type !== 'bind' || source === undefined) return false;
    const place =
      source === '.'
        ? standard.appDirectory
        : `${standard.appDirectory}/${source}`;
    return contains(source, folder) && target === place;
  });
}

function serviceMounts(
  own: ComposeService,
  model: ServiceModel,
  standard: Standard,
): Mount[] {
  const folder = `${standard.servicesDirectory}/${model.name}`;
  const source = model.directory ?? folder;
  return [
    ...mountsOf(own, source, standard),
    ...mountsOf(own, `${source}/src`, standard),
  ].filter((mount, index, all) => all.indexOf(mount) === index);
}

/** The mounts that together bring every shared library; undefined where one is left out. */
function libraryMounts(
  own: ComposeService,
  model: ServiceModel,
  standard: Standard,
): { mounts: Mount[]; missing: string[] } {
  const { librariesDirectory } = standard;
  const whole = mountsOf(own, librariesDirectory, standard);
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
      ...mountsOf(own, folder, standard),
      ...mountsOf(own, `${folder}/src`, standard),
    ];
    if (found.length === 0) missing.push(folder);
    return found;
  });
  return {
    mounts: [...new Set(mounts)],
    missing: names.length === 0 ? [standard.librariesDirectory] : missing,
  };
}

/** The shared libraries that the Dockerfile copies; those of the standard where it copies the folder as a whole. */
export function copiedLibraries(
  model: ServiceModel,
  standard: Standard,
): string[] {
  const copied = copiedFromContext(model.dockerfile.stages, standard).flatMap(
    ({ library }) => library ?? [],
  );
  const named = [...new Set(copied.filter(name => name !== '*'))];
  return named.length === 0 && copied.length > 0 ? standard.libraries : named;
}

function missingMount(
  own: ComposeService,
  folder: string,
  standard: Standard,
): Decision {
  if (own.unknownMounts.length > 0) {
    return unknown(
      'A volume cannot be computed, since a variable in it has no default.',
      own.unknownMounts,
    );
  }
  return fail(
    `${folder} is not mounted, so an edit needs a new image. Write in the development overlay: volumes: - ./${folder}:${standard.appDirectory}/${folder}:ro`,
    own.evidence,
  );
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
        : missingMount(own, model.directory!, standard);
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
        : missingMount(own, missing[0], standard);
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
      if (mounts.length === 0) return notApplicable('No source is mounted.');
      const writable = mounts.filter(mount => !mount.readOnly);
      return writable.length === 0
        ? pass(
            'The mounts are read-only.',
            mounts.map(({ evidence }) => evidence),
          )
        : fail(
            'This mount can be written to. Add :ro',
            writable.map(({ evidence }) => evidence),
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
      const folder = `${standard.appDirectory}/${standard.servicesDirectory}/${model.name}`;
      const cover = own.mounts.find(
        ({ type, target }) => type === 'bind' && contains(target, folder),
      );
      if (!cover) return notApplicable("No mount covers the service's folder.");
      const packages = `${folder}/__pypackages__`;
      const nested = own.mounts.find(
        ({ type, target }) => type === 'volume' && target === packages,
      );
      return nested
        ? pass('A volume keeps __pypackages__ reachable.', nested.evidence)
        : fail(
            `This mount hides __pypackages__, and the container starts without its dependencies. Add to volumes: - ${packages}`,
            cover.evidence,
          );
    }),
};

export const section04Overlay: Clause[] = [
  mountService,
  mountLibraries,
  readOnly,
  packagesShadowed,
];
