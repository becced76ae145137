import { InputError } from '@backstage/errors';
import { Declaration, examine, Sources, Standard } from '@huleedu/rule-087';
import { Changes, defaultLayout } from '@huleedu/service-generator';
import { FixResult, GivenPorts, fixService } from '@huleedu/service-fixer';
import { unifiedPatch } from '@huleedu/text-edits';
import { RepositorySource } from '../monorepo/MonorepoFiles';
import { FixRequest } from './fixRequest';
import { readServiceSources } from './serviceSources';

export type Fixed = FixResult & {
  /** Ports to reserve for the remaining clauses: all ports of the service, because they are one bundle. */
  needs: Array<keyof GivenPorts>;
};

/**
 * Fixes a service, from its files in the source.
 *
 * @throws InputError if its Dockerfile is missing or cannot be read
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
          : `${place.dockerfiles.join(' and ')} do not exist`
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
    // One name means that an annotation sets it.
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

/** Converts a fix to changes of the monorepo's files. */
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
          `${renamedFrom} is now ${path}. Update other references to it, for example in CI`,
      ),
      ...remaining.map(({ id, reason }) => `${id} remains: ${reason}`),
      ...staleReferences.map(
        ({ path, line, port, now }) =>
          `${path}:${line} still refers to port ${port}, which is now ${now}`,
      ),
    ],
  };
}
