import {
  ComposeService,
  contains,
  Mount,
  splitOutside,
  textOf,
} from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { ClauseFix, ofEach, Refusal, FixContext } from '../../ClauseFix';
import {
  composeTexts,
  itemAt,
  made,
  ofCompose,
  overlayOf,
  rootFrom,
} from './composeTexts';

/** The mounts of the service's own source and of the libraries. */
function sourceMounts(
  { mounts }: ComposeService,
  { model, standard }: FixContext,
): Mount[] {
  const places = [model.directory!, standard.librariesDirectory].map(
    folder => `${standard.appDirectory}/${folder}`,
  );
  return mounts.filter(
    ({ type, target }) =>
      type === 'bind' && places.some(place => contains(place, target)),
  );
}

/** Mounts are added beside those of other sources, else in the overlay, which may not speak of the service yet. */
function addMounts(
  own: ComposeService,
  fixContext: FixContext,
  mounts: (root: string) => string[],
): Edit[] | Refusal {
  const path = ['services', own.name, 'volumes'];
  const texts = composeTexts(fixContext, own.name);
  const mounting = sourceMounts(own, fixContext).map(
    ({ evidence }) => evidence.file,
  );
  const text =
    texts.findLast(candidate => mounting.includes(candidate.path)) ??
    overlayOf(fixContext) ??
    texts.findLast(candidate => candidate.at(...path)) ??
    texts.at(-1);
  return made(
    text?.addItems(path, text ? mounts(rootFrom(fixContext, text)) : []),
  );
}

/** Where PDM installs: a mount over the folder would hide it. */
function packagesIn({ model, standard }: FixContext): string {
  return `${standard.appDirectory}/${model.directory}/__pypackages__`;
}

export const mountService: ClauseFix = ofCompose((own, fixContext) => {
  const { directory } = fixContext.model;
  const target = `${fixContext.standard.appDirectory}/${directory}`;
  const packages = packagesIn(fixContext);
  const isReachable = own.mounts.some(mount => mount.target === packages);
  return addMounts(own, fixContext, root => [
    `${root}/${directory}:${target}:ro`,
    ...(isReachable ? [] : [packages]),
  ]);
});

export const mountLibraries: ClauseFix = ofCompose((own, fixContext) => {
  const { librariesDirectory, appDirectory } = fixContext.standard;
  return addMounts(own, fixContext, root => [
    `${root}/${librariesDirectory}:${appDirectory}/${librariesDirectory}:ro`,
  ]);
});

export const packagesShadowed: ClauseFix = ofCompose((own, fixContext) =>
  addMounts(own, fixContext, () => [packagesIn(fixContext)]),
);

export const readOnly: ClauseFix = ofCompose((own, fixContext) => {
  const texts = composeTexts(fixContext, own.name);
  const writable = sourceMounts(own, fixContext).filter(
    mount => !mount.readOnly,
  );
  return ofEach(writable, ({ evidence }) => {
    const place = itemAt(texts, own.name, 'volumes', evidence);
    return made(place && withoutWriting(place));
  });
});

/** `:ro` in the last word of the short form, `read_only: true` in the long one. */
function withoutWriting({
  text,
  tree,
}: NonNullable<ReturnType<typeof itemAt>>): Edit[] | undefined {
  if (tree.kind === 'map') return text.putIn(tree, { read_only: true });
  const [source, target, mode] = splitOutside(textOf(tree) ?? '', ':');
  const modes = mode?.split(',').filter(word => word !== 'rw') ?? [];
  const spelled = [source, target, [...modes, 'ro'].join(',')].join(':');
  return target === undefined ? undefined : [text.setScalar(tree, spelled)];
}
