import { DockerfileModel, Stage } from '../dockerfile/DockerfileModel';
import { LineIndex } from '../dockerfile/LineIndex';
import { readDockerfile } from '../dockerfile/readDockerfile';
import { readPyproject, PyprojectModel } from '../pyproject/PyprojectModel';
import { Framework, Notice, ServiceKind } from '../report/Report';
import { refuseText } from '../sources/limits';
import { Declaration, SourceFile, Sources } from '../sources/Sources';
import { Standard } from '../standard/Standard';
import { inferPrefix, runtimeVariables } from './prefix';
import { Part, ServiceModel } from './ServiceModel';

/** Reads the sources into what the clauses look at, and says what could not be read. */
export function buildServiceModel(
  sources: Sources,
  standard: Standard,
  declaration: Declaration,
): { model: ServiceModel; notices: Notice[] } {
  const notices: Notice[] = [];
  const { dockerfile, unreadable } = readDockerfilePart(
    sources.dockerfile,
    notices,
  );
  const pyproject = readPyprojectPart(sources.pyproject, notices);
  const stages = {
    base: stageNamed(dockerfile, standard.stages.base),
    development: stageNamed(dockerfile, standard.stages.development),
    production: stageNamed(dockerfile, standard.stages.production),
  };
  const named = [stages.development, stages.production].filter(
    (stage): stage is Stage => stage !== undefined,
  );
  const runtimeStages = named.length > 0 ? named : dockerfile.stages.slice(-1);
  const variables = runtimeVariables(runtimeStages);

  const inferred: ServiceModel['inferred'] = [];
  const infer = <T>(
    what: 'kind' | 'framework' | 'prefix',
    declared: T,
    find: () => T,
  ) => {
    if (declared !== undefined) return declared;
    inferred.push(what);
    return find();
  };
  const framework = infer<Framework | undefined>(
    'framework',
    declaration.framework,
    () => inferFramework(pyproject, variables),
  )!;
  const kind = infer<ServiceKind | undefined>('kind', declaration.kind, () =>
    framework === 'none' && pyproject.state === 'read' ? 'worker' : 'http',
  )!;
  const prefix = infer('prefix', declaration.prefix, () =>
    inferPrefix(variables, declaration.service),
  );
  return {
    model: {
      name: declaration.service,
      kind,
      framework,
      inferred,
      prefix,
      dockerfile,
      unreadable,
      stages,
      runtimeStages,
      pyproject,
    },
    notices,
  };
}

function stageNamed(
  dockerfile: DockerfileModel,
  name: string,
): Stage | undefined {
  return dockerfile.stages.findLast(stage => stage.name === name);
}

function readDockerfilePart(file: SourceFile, notices: Notice[]) {
  const path = file.state === 'not-given' ? 'Dockerfile' : file.path;
  const nothing: DockerfileModel = {
    path,
    lines: LineIndex.create(path, ''),
    stages: [],
    comments: [],
    instructions: [],
    problems: [],
  };
  const refuse = (code: string, message: string) => {
    const evidence = [
      { file: path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    ];
    notices.push({ code, severity: 'error', message, evidence });
    return { dockerfile: nothing, unreadable: message };
  };
  if (file.state === 'unreadable') {
    return refuse(
      'file-unreadable',
      `${path} could not be read: ${file.reason}`,
    );
  }
  if (file.state !== 'present') {
    return refuse('no-dockerfile', `There is no Dockerfile ${path}.`);
  }
  const refused = refuseText(file.content);
  if (refused) return refuse(refused.code, refused.message);
  const dockerfile = readDockerfile(path, file.content);
  for (const problem of dockerfile.problems) {
    notices.push({
      code: problem.code,
      severity: 'warning',
      message: problem.message,
      evidence: [dockerfile.lines.evidence(problem)],
    });
  }
  if (dockerfile.stages.length === 0) {
    return refuse(
      'no-stage',
      'The file has no FROM, so there is nothing to build.',
    );
  }
  return { dockerfile, unreadable: undefined };
}

function readPyprojectPart(
  file: SourceFile,
  notices: Notice[],
): Part<PyprojectModel> {
  if (file.state !== 'present') return file;
  try {
    return { state: 'read', model: readPyproject(file.path, file.content) };
  } catch (error) {
    const reason = (error as Error).message;
    const line = (error as { lineNumber?: number }).lineNumber ?? 1;
    notices.push({
      code: 'file-unreadable',
      severity: 'error',
      message: `${file.path} could not be read: ${reason}`,
      evidence: [
        {
          file: file.path,
          startLine: line,
          startColumn: 1,
          endLine: line,
          endColumn: 1,
        },
      ],
    });
    return { state: 'unreadable', path: file.path, reason };
  }
}

function inferFramework(
  pyproject: Part<PyprojectModel>,
  variables: Map<string, unknown>,
): Framework {
  if (pyproject.state === 'read') {
    const { dependencies } = pyproject.model;
    if (dependencies.includes('quart')) return 'quart';
    return dependencies.includes('fastapi') ? 'fastapi' : 'none';
  }
  if (variables.has('QUART_APP')) return 'quart';
  return variables.has('UVICORN_HOST') || variables.has('UVICORN_PORT')
    ? 'fastapi'
    : 'none';
}
