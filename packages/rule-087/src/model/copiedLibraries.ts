import { Standard } from '../standard/Standard';
import { copiedFromContext } from './copies';
import { ServiceModel } from './ServiceModel';

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
