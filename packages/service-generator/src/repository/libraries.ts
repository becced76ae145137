import { Standard } from '@huleedu/rule-087';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { Problem } from '../spec/ServiceSpec';
import { Library } from '../templates/view';
import { contentOf, libraryProject, RepositoryFiles } from './RepositoryFiles';

/**
 * The shared libraries that a service is built with: those of the standard that the repository has, and those that were asked for.
 */
export function findLibraries(
  extra: string[],
  standard: Standard,
  repository: RepositoryFiles,
): { libraries: Library[]; problems: Problem[] } {
  const libraries: Library[] = [];
  const problems: Problem[] = [];
  for (const name of new Set([...standard.libraries, ...extra])) {
    const path = libraryProject(name, standard);
    const content = contentOf(repository, path);
    const project = content === undefined ? undefined : projectName(content);
    if (project !== undefined) {
      libraries.push({ path: path.slice(0, path.lastIndexOf('/')), project });
    } else if (content !== undefined) {
      problems.push({
        code: 'unreadable',
        path,
        message: `${path} says no [project] name, so it cannot be depended on`,
      });
    } else if (extra.includes(name)) {
      problems.push({
        code: 'invalid',
        field: 'libraries',
        message: `There is no library ${name}: ${path} does not exist`,
      });
    }
  }
  return { libraries, problems };
}

function projectName(content: string): string | undefined {
  try {
    const { project } = getStaticTOMLValue(parseTOML(content)) as {
      project?: { name?: unknown };
    };
    const name = project?.name;
    return typeof name === 'string' && /^[A-Za-z0-9][\w.-]*$/.test(name)
      ? name
      : undefined;
  } catch {
    return undefined;
  }
}
