import { ComposeModel, ComposeService } from '../compose/ComposeModel';
import { ComposeError, readCompose } from '../compose/readCompose';
import { DockerfileModel, Stage } from '../dockerfile/DockerfileModel';
import { LineIndex } from '../source/LineIndex';
import {
  installsPdm,
  invocationsOf,
  isPdmInstall,
} from '../dockerfile/programs';
import { readDockerfile } from '../dockerfile/readDockerfile';
import { readPyproject, PyprojectModel } from '../pyproject/PyprojectModel';
import {
  Declaration,
  Framework,
  ServiceKind,
  SourceFile,
  Sources,
} from '../source/Sources';
import { Notice } from '../source/Notice';
import { refuseText } from '../source/limits';
import { Standard } from '../standard/Standard';
import { TomlError } from '../pyproject/tomlTree';
import { composeServiceOf, databasesOf } from './composeParts';
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
  const { directory } = sources;
  const compose: Part<ComposeModel> =
    directory === undefined
      ? { state: 'not-given' }
      : readComposePart(sources, notices);
  const composeService =
    compose.state === 'read' && directory !== undefined
      ? composeServiceOf(compose.model, directory, declaration.service)
      : undefined;
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
  const prefix = infer(
    'prefix',
    declaration.prefix,
    () =>
      inferPrefix([...variables.keys()], declaration.service) ??
      inferPrefix(portsInCompose(composeService), declaration.service),
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
      usesPdm: usesPdm(dockerfile.stages),
      runtimeStages,
      pyproject,
      compose,
      composeService,
      databases:
        compose.state === 'read' && composeService
          ? databasesOf(compose.model, composeService, declaration.service)
          : [],
      directory,
    },
    notices,
  };
}

/** Compose sets the variables of other services too, but their ports under their own names. */
function portsInCompose(own: ComposeService | undefined): string[] {
  return [...(own?.environment.keys() ?? [])].filter(name =>
    /_(HTTP|PROMETHEUS)_PORT$/.test(name),
  );
}

function usesPdm(stages: Stage[]): boolean {
  return invocationsOf(stages).some(
    ({ command }) => installsPdm(command) || isPdmInstall(command),
  );
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
  const refusal = dockerfile.problems.find(
    ({ code }) => code.startsWith('too-many-') || code === 'other-syntax',
  );
  if (refusal) return refuse(refusal.code, refusal.message);
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
  if (file.state === 'unreadable') {
    notices.push({
      code: 'file-unreadable',
      severity: 'error',
      message: `${file.path} could not be read: ${file.reason}`,
      evidence: [],
    });
  }
  if (file.state !== 'present') return file;
  const { path, content } = file;
  try {
    return { state: 'read', model: readPyproject(path, content) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const at = { start: error.offset, end: error.offset };
    const evidence = [LineIndex.create(path, content).evidence(at)];
    notices.push({
      code: 'file-unreadable',
      severity: 'error',
      message: `${path} could not be read: ${error.message}`,
      evidence,
    });
    return { state: 'unreadable', path, reason: error.message, evidence };
  }
}

/** A monorepo's compose files are the same for each of its services, and are read once. */
const composeModels = new WeakMap<
  Sources['compose'],
  { part: Part<ComposeModel>; notices: Notice[] }
>();

function readComposePart(
  sources: Sources,
  notices: Notice[],
): Part<ComposeModel> {
  let read = composeModels.get(sources.compose);
  if (!read) {
    const found: Notice[] = [];
    read = { part: mergeCompose(sources, found), notices: found };
    composeModels.set(sources.compose, read);
  }
  notices.push(...read.notices);
  return read.part;
}

function mergeCompose(
  { compose, composeContext = {} }: Sources,
  notices: Notice[],
): Part<ComposeModel> {
  const files: Record<string, SourceFile> = { ...composeContext };
  const paths: string[] = [];
  for (const file of compose) {
    if (file.state === 'not-given') continue;
    files[file.path] = file;
    if (file.state !== 'missing') {
      paths.push(file.path);
      continue;
    }
    notices.push({
      code: 'compose-file-missing',
      severity: 'warning',
      message: `There is no compose file ${file.path}.`,
      evidence: [],
    });
  }
  if (paths.length === 0) return { state: 'not-given' };
  try {
    return { state: 'read', model: readCompose(paths, files) };
  } catch (error) {
    if (!(error instanceof ComposeError)) throw error;
    const { message, evidence } = error;
    notices.push({
      code: 'file-unreadable',
      severity: 'error',
      message,
      evidence: [evidence],
    });
    return {
      state: 'unreadable',
      path: evidence.file,
      reason: message,
      evidence: [evidence],
    };
  }
}

function inferFramework(
  pyproject: Part<PyprojectModel>,
  variables: Map<string, unknown>,
): Framework {
  if (pyproject.state === 'read') {
    const { dependencies } = pyproject.model;
    const names = new Set(dependencies.map(({ name }) => name));
    if (names.has('quart')) return 'quart';
    return names.has('fastapi') ? 'fastapi' : 'none';
  }
  if (variables.has('QUART_APP')) return 'quart';
  return variables.has('UVICORN_HOST') || variables.has('UVICORN_PORT')
    ? 'fastapi'
    : 'none';
}
