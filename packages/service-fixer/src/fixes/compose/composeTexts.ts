import { Evidence, SourceFile } from '@huleedu/rule-087';
import {
  ComposeService,
  folderOf,
  Tree,
  LineIndex,
  parseYamlFile,
  YamlError,
} from '@huleedu/rule-087/model';
import { Edit, YamlText } from '@huleedu/text-edits';
import { ClauseFix, Refusal, refuse, FixContext } from '../../ClauseFix';

const UNUSUAL =
  'The compose file says this in a way that is not edited: from an anchor, with a tag, or in several documents.';

/** A fix of the compose service that builds the folder. */
export function ofCompose(
  fix: (own: ComposeService, fixContext: FixContext) => Edit[] | Refusal,
): ClauseFix {
  return fixContext => {
    const own = fixContext.model.composeService;
    return own
      ? fix(own, fixContext)
      : refuse(
          'No compose service builds this folder, and what else it needs there is not known.',
        );
  };
}

/** Edits that a text may not be able to make. */
export function made(edits: Edit[] | undefined): Edit[] | Refusal {
  return edits ?? refuse(UNUSUAL);
}

/** The compose files that speak of a service, as they are merged: what a later one says wins. */
export function composeTexts(fixContext: FixContext, name: string): YamlText[] {
  const { compose } = fixContext.model;
  const merged = compose.state === 'read' ? compose.model.files : [];
  return merged.flatMap(path => {
    const text = textOf(fixContext, path);
    return text?.at('services', name)?.kind === 'map' ? [text] : [];
  });
}

/** Where a developer's machine adds what it needs: the last file that is called so, and not one for production. */
export function overlayOf(fixContext: FixContext): YamlText | undefined {
  const path = givenPaths(fixContext).findLast(candidate =>
    /(^|[/.-])(dev|development|local|override)\.ya?ml$/.test(candidate),
  );
  return path === undefined ? undefined : textOf(fixContext, path);
}

/** From where a compose file's paths start to the repository's root: the folder of the first that Compose is given, or that of an included one. */
export function rootFrom(fixContext: FixContext, { path }: YamlText): string {
  const given = givenPaths(fixContext);
  const folder = folderOf(given.includes(path) ? given[0] : path);
  return folder === '.' ? '.' : folder.replace(/[^/]+/g, '..');
}

function givenPaths({ sources }: FixContext): string[] {
  return sources.compose.flatMap(file =>
    file.state === 'present' ? [file.path] : [],
  );
}

function textOf({ sources }: FixContext, path: string): YamlText | undefined {
  const files: SourceFile[] = [
    ...sources.compose,
    ...Object.values(sources.composeContext ?? {}),
  ];
  const file = files.find(
    candidate => candidate.state === 'present' && candidate.path === path,
  );
  return file?.state === 'present' ? yamlText(file) : undefined;
}

/** Undefined where the file cannot be read, or holds several documents. */
function yamlText(file: {
  path: string;
  content: string;
}): YamlText | undefined {
  try {
    const [root, ...more] = parseYamlFile(file);
    return root && more.length === 0 ? YamlText.create(file, root) : undefined;
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return undefined;
  }
}

/** The file in which more of a list belongs: where the service has some already, else where its build is. */
export function textFor(
  texts: YamlText[],
  service: string,
  key: 'environment' | 'ports',
): YamlText | undefined {
  const listIn = (text: YamlText) => text.at('services', service, key);
  return (
    // What stands before it no longer counts.
    texts.findLast(text => listIn(text)?.tag === '!override') ??
    texts.find(listIn) ??
    texts.find(text => text.at('services', service, 'build')) ??
    texts[0]
  );
}

/** The item of a service's list that stands at a place. */
export function itemAt(
  texts: YamlText[],
  service: string,
  key: 'ports' | 'volumes',
  place: Evidence,
): { text: YamlText; tree: Tree } | undefined {
  for (const text of texts) {
    const list = text.at('services', service, key);
    const tree =
      text.path === place.file && list?.kind === 'list'
        ? list.items.find(item => isAt(evidenceOf(text, item), place))
        : undefined;
    if (tree) return { text, tree };
  }
  return undefined;
}

function evidenceOf({ path, content }: YamlText, item: Tree): Evidence {
  return LineIndex.create(path, content).evidence(item);
}

function isAt(evidence: Evidence, place: Evidence): boolean {
  return (
    evidence.startLine === place.startLine &&
    evidence.startColumn === place.startColumn
  );
}
