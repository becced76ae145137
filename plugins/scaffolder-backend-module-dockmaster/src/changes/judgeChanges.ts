import {
  DOCKMASTER_ANNOTATIONS,
  Monorepo,
} from '@huleedu/plugin-dockmaster-common';
import {
  Declaration,
  judge,
  loadCompose,
  Report,
  SourceFile,
  Standard,
} from '@huleedu/rule-087';
import { parseAllDocuments } from 'yaml';
import { RepositorySource } from '../monorepo/MonorepoFiles';
import { layoutOf } from './planChanges';

/**
 * Judges a service of the workspace as the portal is going to: the workspace's files laid over those of the monorepo.
 *
 * @param directory - the service's folder, from the monorepo's root
 */
export async function judgeChanges(
  directory: string,
  options: {
    files: Map<string, Buffer>;
    source: RepositorySource;
    standard: Standard;
    monorepo: Monorepo;
  },
): Promise<Report> {
  const { files, source, standard, monorepo } = options;
  const read = async (path: string): Promise<SourceFile> => {
    const content = files.get(path)?.toString('utf8');
    return content === undefined
      ? source.read(path)
      : { state: 'present', path, content };
  };
  const dockerfile = await read(`${directory}/Dockerfile.dev`);
  const pyproject = await read(`${directory}/pyproject.toml`);
  const compose = await loadCompose(layoutOf(monorepo).compose, read);
  const entity = await read(`${directory}/catalog-info.yaml`);
  return judge(
    { directory, dockerfile, pyproject, ...compose },
    standard,
    declarationIn(directory, entity),
  );
}

/** What the catalog file declares, as the portal reads it. */
function declarationIn(directory: string, entity: SourceFile): Declaration {
  const content = entity.state === 'present' ? entity.content : '';
  const [annotations = {}] = parseAllDocuments(content).flatMap(document => {
    const { kind, metadata } = document.toJS() ?? {};
    return kind === 'Component' ? [metadata?.annotations ?? {}] : [];
  });
  return {
    service: directory.split('/').at(-1)!,
    kind: annotations[DOCKMASTER_ANNOTATIONS.kind],
    framework: annotations[DOCKMASTER_ANNOTATIONS.framework],
    prefix: annotations[DOCKMASTER_ANNOTATIONS.prefix],
  };
}
