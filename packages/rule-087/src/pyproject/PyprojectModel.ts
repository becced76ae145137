import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';

/** What rule 087 reads of a `pyproject.toml`. @public */
export type PyprojectModel = {
  path: string;
  /** Names of the dependencies, in lower case, without extras and versions. */
  dependencies: string[];
};

const LIMIT = 1024 * 1024;

/** @throws Error with the parser's message when the text is no TOML, or too large. */
export function readPyproject(path: string, content: string): PyprojectModel {
  if (content.length > LIMIT) {
    throw new Error(`it has more than ${LIMIT} characters`);
  }
  const document = getStaticTOMLValue(parseTOML(content)) as Record<
    string,
    unknown
  >;
  const project = document.project as { dependencies?: unknown } | undefined;
  const listed = Array.isArray(project?.dependencies)
    ? project.dependencies
    : [];
  return {
    path,
    dependencies: listed
      .filter((item): item is string => typeof item === 'string')
      .map(item => /^[\w.-]+/.exec(item)?.[0].toLowerCase() ?? ''),
  };
}
