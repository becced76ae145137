import { Standard } from '@huleedu/rule-087';
import { copiedFromContext, ServiceModel } from '@huleedu/rule-087/model';
import { FixContext } from '../ClauseFix';

/** Whether Compose builds from the service's folder, and the Dockerfile names the files there: none by its path from the root. */
export function beginsInFolder(
  model: ServiceModel,
  standard: Standard,
): boolean {
  const context = model.composeService?.build?.context.value;
  const copied = copiedFromContext(model.dockerfile.stages, standard);
  return (
    context?.known === true &&
    context.text === model.directory &&
    context.text !== '.' &&
    copied.length > 0 &&
    !copied.some(({ path }) => isFromRoot(path, standard))
  );
}

/** Why a step is not taken that lets the Dockerfile name files from the root while Compose still builds from the folder: none would be found. */
export function contextInvariant(
  before: FixContext,
  after: FixContext,
): string | undefined {
  const { model, standard } = after;
  const context = model.composeService?.build?.context.value;
  const isMoved = context?.known === true && context.text === '.';
  const copied = copiedFromContext(model.dockerfile.stages, standard);
  return beginsInFolder(before.model, standard) &&
    !isMoved &&
    copied.some(({ path }) => isFromRoot(path, standard))
    ? `Compose builds from ${before.model.directory}, where paths from the root lead nowhere.`
    : undefined;
}

function isFromRoot(
  path: string,
  { servicesDirectory, librariesDirectory }: Standard,
): boolean {
  return [servicesDirectory, librariesDirectory].includes(path.split('/')[0]);
}
