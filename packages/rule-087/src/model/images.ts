import {
  chainOf,
  closureOf,
  Copy,
  imageOf,
  Stage,
} from '../dockerfile/DockerfileModel';
import { Span } from '../source/SourceText';
import { Value } from '../source/Value';
import { perStage } from './perStage';
import { ServiceModel } from './ServiceModel';
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

/** The FROM of the image under a stage, where that may already have users that the file does not show. */
export const imageWithUsers = perStage((stage, standard): Span | undefined => {
  const image = imageOf(stage);
  return image.known && isStandardImage(image.text, standard)
    ? undefined
    : chainOf(stage)[0].from;
});

/**
 * The FROM or COPY of an image under a stage, or of one that it copies from, that may already hold packages, PDM, dependencies or
 * files which this file does not show; undefined where there is none.
 */
export const unknownImageOf = perStage((stage, standard): Span | undefined => {
  const own = imageWithUsers(stage, standard);
  if (own) return own;
  for (const link of closureOf(stage)) {
    const below = imageWithUsers(link, standard);
    if (below) return below;
    const step = link.steps.find(
      ({ copy }) => copy?.from?.kind === 'image' && !bringsPrograms(copy),
    );
    if (step) return step.instruction;
  }
  return undefined;
});

/** As {@link unknownImageOf}, of the first runtime stage that has one. */
export function firstUnknownImage(
  { runtimeStages }: ServiceModel,
  standard: Standard,
): Span | undefined {
  for (const stage of runtimeStages) {
    const image = unknownImageOf(stage, standard);
    if (image) return image;
  }
  return undefined;
}

/** Whether a COPY brings single programs other than PDM, such as `/uv` into `/bin/`: nothing that the rule asks for. */
function bringsPrograms({ sources, target }: Copy): boolean {
  return (
    target.known &&
    sources.every(({ path }) => {
      if (!path.known) return false;
      const name = path.text.slice(path.text.lastIndexOf('/') + 1);
      const isNamed = target.text.endsWith(`/${name}`);
      return (
        /^((usr\/)?(local\/)?s?bin\/)?[\w-]+$/.test(path.text) &&
        !/^(pdm|s?bin|lib|app|opt|usr|etc|root|home|venv|src|libs|services)$/.test(
          name,
        ) &&
        (isNamed || /\/s?bin$/.test(target.text))
      );
    })
  );
}

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
