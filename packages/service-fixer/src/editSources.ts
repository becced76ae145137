import { SourceFile, Sources } from '@huleedu/rule-087';
import { applyEdits, Edit } from '@huleedu/text-edits';
import { FixedFile } from './FixResult';

/** The sources with edits made; undefined where two of them are about the same place. */
export function editSources(
  sources: Sources,
  edits: Edit[],
): Sources | undefined {
  let isClear = true;
  const edit = <T extends SourceFile>(file: T): T | SourceFile => {
    if (file.state !== 'present') return file;
    const own = edits.filter(({ path }) => path === file.path);
    if (own.length === 0) return file;
    const content = applyEdits(file.content, own);
    if (content === undefined) isClear = false;
    return { ...file, content: content ?? file.content };
  };
  const compose = sources.compose.map(edit);
  const composeContext =
    sources.composeContext &&
    Object.fromEntries(
      Object.entries(sources.composeContext).map(([path, file]) => [
        path,
        edit(file),
      ]),
    );
  const { dockerfile, pyproject } = sources;
  const isCompose = edits.some(
    ({ path }) => ![dockerfile, pyproject].some(file => isAt(file, path)),
  );
  const edited: Sources = {
    ...sources,
    dockerfile: edit(dockerfile),
    pyproject: edit(pyproject),
    // A list that is the same, with all that it leads to, is read only once.
    compose: isCompose ? compose : sources.compose,
    ...(composeContext && { composeContext }),
  };
  return isClear ? edited : undefined;
}

function isAt(file: SourceFile, path: string): boolean {
  return file.state !== 'not-given' && file.path === path;
}

function filesOf(sources: Sources): SourceFile[] {
  return [
    sources.dockerfile,
    sources.pyproject,
    ...sources.compose,
    ...Object.values(sources.composeContext ?? {}),
  ];
}

/** The files of the sources of which the text is another. */
export function changedFiles(before: Sources, after: Sources): FixedFile[] {
  return changesOf(filesOf(before), filesOf(after));
}

/** The files of a list that say something else in a later one. */
export function changesOf(
  before: SourceFile[],
  after: SourceFile[],
): FixedFile[] {
  const changed = new Map<string, FixedFile>();
  for (const [index, file] of before.entries()) {
    const now = after[index];
    if (file.state !== 'present' || now.state !== 'present') continue;
    if (file.content !== now.content)
      changed.set(file.path, {
        path: file.path,
        before: file.content,
        after: now.content,
      });
  }
  return [...changed.values()];
}
