import {
  DOCKMASTER_ANNOTATIONS,
  Monorepo,
} from '@huleedu/plugin-dockmaster-common';
import {
  Declaration,
  judge,
  Report,
  SourceFile,
  Standard,
} from '@huleedu/rule-087';
import { parseAllDocuments } from 'yaml';
import { RepositorySource } from '../monorepo/MonorepoFiles';
import { ChangeSet } from './ChangeSet';
import { layoutOf } from './planChanges';
import { readServiceSources } from './serviceSources';

type JudgeOptions = {
  /** Files of the workspace. */
  files: Map<string, Buffer>;
  source: RepositorySource;
  standard: Standard;
  monorepo: Monorepo;
};

/** Judges the service of a change set as the portal will: files of the workspace replace those of the monorepo. */
export async function judgeChanges(
  set: ChangeSet,
  { files, source, standard, monorepo }: JudgeOptions,
): Promise<Report> {
  const read = async (path: string): Promise<SourceFile> => {
    const content = files.get(path)?.toString('utf8');
    return content === undefined
      ? source.read(path)
      : { state: 'present', path, content };
  };
  const { directory, request } = set;
  if (request.action === 'fix') {
    const sources = await readServiceSources(request.place, read);
    return judge(sources, standard, request.declaration);
  }
  const sources = await readServiceSources(
    {
      directory,
      dockerfiles: [`${directory}/Dockerfile.dev`],
      compose: layoutOf(monorepo).compose,
    },
    read,
  );
  const entity = await read(`${directory}/catalog-info.yaml`);
  return judge(sources, standard, declarationIn(directory, entity));
}

/** The declaration in the catalog file, as the portal reads it. */
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
