import { CheckRequest } from '@huleedu/plugin-dockmaster-common';
import {
  judge,
  loadCompose,
  Report,
  SourceFile,
  Sources,
  Standard,
} from '@huleedu/rule-087';
import { withFixable } from '@huleedu/service-fixer';

/** Judges files that are given with the request: nothing is read, nothing is stored. */
export async function judgeContent(
  request: CheckRequest,
  standard: Standard,
  today: string,
): Promise<Report> {
  const { service = 'service', dockerfile, pyproject, compose = [] } = request;
  const isAlone = pyproject === undefined && compose.length === 0;
  const directory = `${standard.servicesDirectory}/${service}`;
  const given = new Map(compose.map(({ path, content }) => [path, content]));
  const read = async (path: string): Promise<SourceFile> => {
    const content = given.get(path);
    return content === undefined
      ? { state: 'missing', path }
      : { state: 'present', path, content };
  };
  const inFolder = (name: string) => `${directory}/${name}`;
  const loaded =
    compose.length > 0 ? await loadCompose([...given.keys()], read) : undefined;
  const sources: Sources = {
    ...(!isAlone && { directory }),
    dockerfile: {
      state: 'present',
      path: isAlone ? 'Dockerfile' : inFolder('Dockerfile.dev'),
      content: dockerfile,
    },
    pyproject:
      pyproject === undefined
        ? { state: 'not-given' }
        : {
            state: 'present',
            path: inFolder('pyproject.toml'),
            content: pyproject,
          },
    ...(loaded ?? { compose: [] }),
  };
  const declaration = {
    service,
    kind: request.kind,
    framework: request.framework,
    prefix: request.prefix,
    today,
  };
  return withFixable(
    judge(sources, standard, declaration),
    sources,
    standard,
    declaration,
  );
}
