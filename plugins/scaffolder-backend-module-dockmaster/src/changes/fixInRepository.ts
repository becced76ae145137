import { InputError } from '@backstage/errors';
import { Declaration, examine, Sources, Standard } from '@huleedu/rule-087';
import { Changes, defaultLayout } from '@huleedu/service-generator';
import { FixResult, GivenPorts, fixService } from '@huleedu/service-fixer';
import { unifiedPatch } from '@huleedu/text-edits';
import { RepositorySource } from '../monorepo/MonorepoFiles';
import { FixRequest } from './fixRequest';
import { readServiceSources } from './serviceSources';

export type Fixed = FixResult & {
  /** The ports that would have to be reserved for what remains: all that the service has, since it has them as one bundle. */
  needs: Array<keyof GivenPorts>;
};

/**
 * What fixes a service, from its files as the source has them.
 *
 * @throws InputError where its Dockerfile is not there, or cannot be read
 */
export async function fixInRepository(
  request: FixRequest,
  standard: Standard,
  source: RepositorySource,
): Promise<Fixed> {
  const { place, declaration, ports, taken } = request;
  const sources = await readServiceSources(place, path => source.read(path));
  const { dockerfile } = sources;
  if (dockerfile.state !== 'present') {
    throw new InputError(
      `There is nothing to fix: ${
        dockerfile.state === 'unreadable'
          ? `${dockerfile.path} could not be read: ${dockerfile.reason}`
          : `${place.dockerfiles.join(' and ')} are not there`
      }.`,
    );
  }
  const prometheus = await source.read(
    place.prometheus ?? defaultLayout.prometheus,
  );
  const ignored = await source.read(`${dockerfile.path}.dockerignore`);
  const fix = fixService(sources, standard, declaration, {
    ports,
    taken,
    neighbours: [prometheus],
    // By an annotation; else there are several that it may have.
    isNamedElsewhere:
      place.dockerfiles.length === 1 || ignored.state !== 'missing',
  });
  return { ...fix, needs: needsOf(fix, sources, standard, declaration) };
}

function needsOf(
  { remaining, report }: FixResult,
  sources: Sources,
  standard: Standard,
  declaration: Declaration,
): Fixed['needs'] {
  if (remaining.every(({ needs }) => needs === undefined)) return [];
  const isDatabasePublished = examine(
    sources,
    standard,
    declaration,
  ).ports.some(
    ({ role, source }) => role === 'database' && source === 'published',
  );
  return [
    ...(report.kind === 'http' ? (['http'] as const) : []),
    ...(isDatabasePublished ? (['database'] as const) : []),
  ];
}

/** A fix as changes of the monorepo's files. */
export function changesOf({
  files,
  staleReferences,
  remaining,
}: FixResult): Changes {
  const renamed = files.filter(file => file.renamedFrom !== undefined);
  return {
    newFiles: renamed.map(({ path, after }) => ({ path, content: after })),
    changedFiles: files
      .filter(file => file.renamedFrom === undefined)
      .map(({ path, before, after }) => ({
        path,
        content: after,
        basedOn: before,
      })),
    deletedFiles: renamed.flatMap(({ renamedFrom = [] }) => renamedFrom),
    patch: unifiedPatch(files),
    notes: [
      ...renamed.map(
        ({ path, renamedFrom }) =>
          `${renamedFrom} is ${path} now: what else names it, such as CI, is yours to change`,
      ),
      ...remaining.map(({ id, reason }) => `${id} remains: ${reason}`),
      ...staleReferences.map(
        ({ path, line, port, now }) =>
          `${path}:${line} still names ${port}, which is ${now} now`,
      ),
    ],
  };
}
