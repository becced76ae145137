import { isAddress, resolvePath, textOf } from '@huleedu/rule-087/model';
import { Edit, YamlText } from '@huleedu/text-edits';
import { DOCKERFILE } from '../../ruleName';
import { ClauseFix, ofEach, Refusal, refuse } from '../../ClauseFix';
import { beginsInFolder } from '../../invariants/contextInvariant';
import { composeTexts, made, ofCompose, rootFrom } from './composeTexts';

type BuildKey = 'context' | 'dockerfile' | 'target';

/** Context, Dockerfile and target are one decision: from another context alone the Dockerfile would not be found. */
export const fromRoot: ClauseFix = ofCompose((own, fixContext) => {
  const { model, sources, standard } = fixContext;
  const wanted = `${model.directory}/${DOCKERFILE}`;
  const { dockerfile } = sources;
  if (dockerfile.state !== 'present' || dockerfile.path !== wanted)
    return refuse(
      `The rule wants ${wanted}, and that file is not there. Rename the Dockerfile first.`,
    );
  const texts = composeTexts(fixContext, own.name);
  const at = (text: YamlText, ...keys: string[]) =>
    text.at('services', own.name, 'build', ...keys);
  if (texts.some(text => at(text, 'dockerfile_inline')))
    return refuse(
      'The Dockerfile is written inside the compose file; what it says belongs into the other one first.',
    );
  const said = own.build;
  const stage = model.stages.development;
  const isRoot = isKnown(said?.context.value, '.');
  const isFound =
    isKnown(said?.dockerfile?.value, wanted) &&
    (isRoot ||
      texts.some(text => isPath(textOf(at(text, 'dockerfile')), wanted)));
  const wrong: BuildKey[] = [
    ...(isRoot ? [] : ['context' as const]),
    ...(isFound ? [] : ['dockerfile' as const]),
    ...(isKnown(said?.target?.value, standard.stages.development) || !stage
      ? []
      : ['target' as const]),
  ];
  // Compose could not build a target that is not there.
  if (wrong.length === 0)
    return refuse(
      `The Dockerfile has no stage ${standard.stages.development} yet.`,
    );
  const valuesFor = (text: YamlText, keys: BuildKey[]) => {
    const all = {
      context: rootFrom(fixContext, text),
      dockerfile: wanted,
      target: standard.stages.development,
    };
    return Object.fromEntries(keys.map(key => [key, all[key]]));
  };
  const path = ['services', own.name, 'build'];
  const short = texts.findLast(text => at(text)?.kind === 'scalar');
  if (short) {
    const whole = valuesFor(short, [
      'context',
      'dockerfile',
      ...(stage ? ['target' as const] : []),
    ]);
    return made(short.widen(path, whole));
  }
  const first = texts.find(text => at(text)) ?? texts[0];
  const keysOf = new Map<YamlText, BuildKey[]>();
  for (const key of wrong) {
    const text = texts.findLast(candidate => at(candidate, key)) ?? first;
    if (text) keysOf.set(text, [...(keysOf.get(text) ?? []), key]);
  }
  return ofEach(keysOf, ([text, keys]): Edit[] | Refusal =>
    made(text.put(path, valuesFor(text, keys))),
  );
});

/** A Dockerfile that names files by their paths from its own folder finds none of them from the root: it is written anew together with this. */
export const build: ClauseFix = fixContext =>
  beginsInFolder(fixContext.model, fixContext.standard)
    ? refuse(
        `The Dockerfile names files by their paths from ${fixContext.model.directory}, and has to name them from the root first.`,
      )
    : fromRoot(fixContext);

function isKnown(
  value: { known: boolean; text?: string } | undefined,
  wanted: string,
): boolean {
  return value?.known === true && value.text === wanted;
}

/** Whether a path leads to a file from the root, as it does from the context now. */
function isPath(path: string | undefined, wanted: string): boolean {
  return (
    path !== undefined && !isAddress(path) && resolvePath('.', path) === wanted
  );
}
