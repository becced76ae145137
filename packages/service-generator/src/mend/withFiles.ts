import { SourceFile, Sources } from '@huleedu/rule-087';

/** New texts of files. @public */
export type NewTexts = Array<{ path: string; after: string }>;

/** The sources with new texts in some of their files. @public */
export function withFiles(sources: Sources, texts: NewTexts): Sources {
  if (texts.length === 0) return sources;
  const { dockerfile, pyproject, compose, composeContext = {} } = sources;
  return {
    ...sources,
    dockerfile: withText(dockerfile, texts),
    pyproject: withText(pyproject, texts),
    compose: compose.map(file => withText(file, texts)),
    composeContext: Object.fromEntries(
      Object.entries(composeContext).map(([path, file]) => [
        path,
        withText(file, texts),
      ]),
    ),
  };
}

/** A file with its new text, where there is one. @public */
export function withText(file: SourceFile, texts: NewTexts): SourceFile {
  if (file.state !== 'present') return file;
  const text = texts.find(({ path }) => path === file.path);
  return text ? { ...file, content: text.after } : file;
}
