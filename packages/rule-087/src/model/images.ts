import { Stage, closureOf, imageOf } from '../dockerfile/DockerfileModel';
import { Value } from '../dockerfile/Value';
import { perStage } from './perStage';
import { Standard } from '../standard/Standard';

/** Whether an image's name is that of the standard's image, with registry, patch version, code name and digest as one likes. */
export function isStandardImage(name: string, { image }: Standard): boolean {
  const withoutDigest = name.split('@')[0];
  const path = withoutDigest.slice(withoutDigest.lastIndexOf('/') + 1);
  const [repository, tag = ''] = path.split(':');
  const [version, variant, ...more] = tag.split('-');
  return (
    repository === image.name &&
    (version === image.version ||
      (version.startsWith(`${image.version}.`) &&
        /^\d+$/.test(version.slice(image.version.length + 1)))) &&
    variant === image.variant &&
    more.length <= 1
  );
}

/** Whether the image at the bottom of a stage may already have users that the file does not show. */
export const mayHaveUsers = perStage((stage, standard): boolean => {
  const image = imageOf(stage);
  return !image.known || !isStandardImage(image.text, standard);
});

/** Whether what a stage rests on, or copies from, may already hold packages, PDM or code that the file does not show. */
export const restsOnUnknownImage = perStage((stage, standard): boolean => {
  return closureOf(stage).some(
    link =>
      mayHaveUsers(link, standard) ||
      link.steps.some(({ copy }) => copy?.from?.kind === 'image'),
  );
});

/** The image, among those accepted to bring the dependencies, that a stage is built on or copies from. */
export function sharedDepsImageOf(
  stage: Stage,
  { accept }: Standard,
): Value | undefined {
  if (accept.sharedDepsImages.length === 0) return undefined;
  const images = closureOf(stage).flatMap(link => [
    imageOf(link),
    ...link.steps.flatMap(({ copy }) =>
      copy?.from?.kind === 'image' ? [copy.from.name] : [],
    ),
  ]);
  return images.find(
    image =>
      image.known && accept.sharedDepsImages.includes(repositoryOf(image.text)),
  );
}

/** `registry.example.com:5000/team/deps` of `registry.example.com:5000/team/deps:1.2@sha256:…`. */
function repositoryOf(image: string): string {
  const [withoutDigest] = image.split('@');
  const colon = withoutDigest.lastIndexOf(':');
  return colon > withoutDigest.lastIndexOf('/')
    ? withoutDigest.slice(0, colon)
    : withoutDigest;
}
