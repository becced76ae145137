import { ConflictError, InputError } from '@backstage/errors';
import { Monorepo } from '@huleedu/plugin-dockmaster-common';
import { Standard } from '@huleedu/rule-087';
import {
  Changes,
  generate,
  Layout,
  Problem,
  readRepositoryFiles,
  retire,
  servicePaths,
  ServiceSpec,
  validateSpec,
} from '@huleedu/service-generator';
import { RepositorySource } from '../monorepo/MonorepoFiles';
import { FixRequest } from './fixRequest';
import { changesOf, fixInRepository } from './fixInRepository';

/** A change to a monorepo, with everything that is needed to compute it again from newer files. */
export type ChangeRequest =
  | { action: 'create'; spec: ServiceSpec }
  | { action: 'retire'; name: string }
  | FixRequest;

/**
 * Computes the changes of a request to the files in the source.
 *
 * @throws InputError or ConflictError with all problems
 */
export async function planChanges(
  request: ChangeRequest,
  options: { standard: Standard; monorepo: Monorepo },
  source: RepositorySource,
): Promise<Changes> {
  const { standard, monorepo } = options;
  const layout = layoutOf(monorepo);
  const read = (path: string) => source.read(path);
  if (request.action === 'fix')
    return changesOf(await fixInRepository(request, standard, source));
  if (request.action === 'retire') {
    const paths = await source.list(folderOfService(request.name, standard));
    const files = await readRepositoryFiles({ standard, layout, paths }, read);
    return changesOrThrow(retire(request.name, standard, files));
  }
  const { spec } = request;
  // Validated before reading, because the name decides which files are read.
  throwOnProblems(validateSpec(spec, standard));
  const { libraries } = spec;
  const paths = servicePaths(spec, standard);
  const files = await readRepositoryFiles(
    { standard, layout, libraries, paths },
    read,
  );
  return changesOrThrow(generate(spec, standard, files));
}

/** Name of the folder of the service. */
export function nameIn(request: ChangeRequest): string {
  return request.action === 'create' ? request.spec.name : request.name;
}

export function folderOfService(name: string, standard: Standard): string {
  return `${standard.servicesDirectory}/${name}`;
}

export function layoutOf({ compose, prometheus }: Monorepo): Partial<Layout> {
  return { ...(compose && { compose }), ...(prometheus && { prometheus }) };
}

function changesOrThrow(result: Changes | { problems: Problem[] }): Changes {
  if ('problems' in result) {
    throwOnProblems(result.problems);
    throw new InputError('The generator failed without a reason.');
  }
  return result;
}

/** @throws InputError or ConflictError with all problems, if there are any */
export function throwOnProblems(problems: Problem[]) {
  if (problems.length === 0) return;
  const message = problems.map(problem => problem.message).join('\n');
  throw problems.some(({ code }) => code === 'conflict')
    ? new ConflictError(message)
    : new InputError(message);
}
