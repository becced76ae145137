import { Sources } from '@huleedu/rule-087';
import { ServiceModel, Value } from '@huleedu/rule-087/model';

/** What the rule calls a service's Dockerfile. */
export const DOCKERFILE = 'Dockerfile.dev';

/** The name that is taken where the rule's is not there: the only one that is renamed, since any other was chosen for a reason. */
const PLAIN_NAME = 'Dockerfile';

/**
 * The sources as if the Dockerfile had the rule's name.
 *
 * @returns undefined where it has that or another of its own, or where a second Compose service is built from it, which would not find it any more
 */
export function withRuleName(
  sources: Sources,
  { directory, compose, composeService }: ServiceModel,
): Sources | undefined {
  const { dockerfile } = sources;
  const plain = `${directory}/${PLAIN_NAME}`;
  if (dockerfile.state !== 'present' || dockerfile.path !== plain)
    return undefined;
  const services =
    compose.state === 'read' ? [...compose.model.services.values()] : [];
  const isShared = services.some(
    ({ name, build }) =>
      name !== composeService?.name && isAt(build?.dockerfile?.value, plain),
  );
  return isShared
    ? undefined
    : {
        ...sources,
        dockerfile: { ...dockerfile, path: `${directory}/${DOCKERFILE}` },
      };
}

function isAt(value: Value | undefined, path: string): boolean {
  return value?.known === true && value.text === path;
}
