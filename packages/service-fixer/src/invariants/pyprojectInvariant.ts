import { parseTOML } from 'toml-eslint-parser';
import { parseToml, scriptsOf } from '@huleedu/rule-087/model';
import { FixContext } from '../ClauseFix';
import { missingFrom } from './missingFrom';
import { changesIn, Permission } from './treeChanges';

/** Why edits of pyproject.toml are not made: it would say something else but what starts the service and where libraries come from. */
export function pyprojectInvariant(
  before: FixContext,
  after: FixContext,
): string | undefined {
  const [old, now] = [before, after].map(({ sources, model }) =>
    sources.pyproject.state === 'present' && model.pyproject.state === 'read'
      ? { model: model.pyproject.model, ...sources.pyproject }
      : undefined,
  );
  if (!old || !now || old.content === now.content) return undefined;
  const [lost] = missingFrom(commentsIn(now.content), commentsIn(old.content));
  if (lost !== undefined) return `It would lose this: #${lost}`;
  const scripts = [...scriptsOf(old.model, 'start').keys(), 'start'];
  const isPermitted: Permission = (path, change) => {
    const [tool, pdm, table, name] = path;
    if (change === 'lost' || tool !== 'tool' || pdm !== 'pdm') return false;
    if (change === 'added')
      return (
        table === 'scripts' || `${table}.${name}` === 'resolution.overrides'
      );
    return table === 'scripts' && scripts.includes(name);
  };
  const [changed] = changesIn(
    parseToml(old.content),
    parseToml(now.content),
    isPermitted,
  );
  return changed && `${changed} in ${old.path} would change.`;
}

function commentsIn(content: string): string[] {
  return parseTOML(content).comments.map(({ value }) => value);
}
