import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  Declaration,
  rule087,
  ServiceKind,
  SourceFile,
  Sources,
} from '@huleedu/rule-087';
import { unifiedPatch } from '@huleedu/text-edits';
import { FixResult } from '../FixResult';
import { fixService } from '../fixService';

const folder = resolve(__dirname, '../../fixtures/fixed');
const service = 'essay_service';
const directory = `services/${service}`;
const dockerfilePath = `${directory}/Dockerfile.dev`;
const pyprojectPath = `${directory}/pyproject.toml`;

/** A Dockerfile as somebody wrote it, and what fixing makes of it: judged by hand. */
export type FixedDockerfile = {
  dockerfile: string;
  pyproject: string;
  declaration: Declaration;
  httpPort?: number;
  /** The whole file, where it is written anew. */
  fixed?: string;
  /** The changes of the service's files, or of the others where the Dockerfile is written anew. */
  changes: string;
  /** What is left, and why. */
  remains: string[];
};

const DEPENDENCIES: Record<string, string> = {
  quart: '"quart>=0.19", "hypercorn>=0.16"',
  fastapi: '"fastapi>=0.110", "uvicorn>=0.29"',
  worker: '"aiokafka>=0.10"',
};
const START: Record<string, string> = {
  quart: 'hypercorn app:app --bind 0.0.0.0:${ESSAY_SERVICE_HTTP_PORT}',
  fastapi:
    'uvicorn app.main:app --host 0.0.0.0 --port ${ESSAY_SERVICE_HTTP_PORT}',
  worker: 'python -m app',
};

/**
 * Reads `fixtures/fixed`: what the file shows, settings a line, and sections.
 *
 * @notes
 * Settings: `uses quart|fastapi|worker`, `is a job`, `give http 7011`, `script start = "…"` in place of the usual one, `lines end in CRLF`,
 * `remains CLAUSE: REASON`. Sections: `=== Dockerfile`, `=== fixed` (the whole), `=== changes` (a diff).
 */
export function readFixedDockerfiles(): Array<[string, FixedDockerfile]> {
  return readdirSync(folder)
    .sort()
    .map(name => [
      name.replace(/\.txt$/, ''),
      readFixedDockerfile(readFileSync(resolve(folder, name), 'utf8')),
    ]);
}

function readFixedDockerfile(text: string): FixedDockerfile {
  const [head, ...sections] = text.split(/^=== /m);
  const settings = head.split('\n');
  const valuesOf = (word: string) =>
    settings
      .filter(line => line.startsWith(`${word} `))
      .map(line => line.slice(word.length + 1));
  const bodyOf = (name: string) =>
    sections
      .find(section => section.startsWith(`${name}\n`))
      ?.slice(name.length + 1);
  const written = (body: string | undefined) =>
    settings.includes('lines end in CRLF')
      ? body?.replaceAll('\n', '\r\n')
      : body;
  const [framework = 'quart'] = valuesOf('uses');
  const scripts = valuesOf('script');
  const [port] = valuesOf('give http');
  const kind: ServiceKind | undefined = settings.includes('is a job')
    ? 'job'
    : undefined;
  return {
    dockerfile: written(bodyOf('Dockerfile')) ?? '',
    pyproject: pyprojectOf(
      framework,
      scripts.length > 0
        ? scripts
        : [`start = '${START[framework]}'`, 'dev = "python -m app --reload"'],
    ),
    declaration: { service, ...(kind && { kind }) },
    httpPort: port === undefined ? undefined : Number(port),
    fixed: written(bodyOf('fixed')),
    changes: bodyOf('changes') ?? '',
    remains: valuesOf('remains'),
  };
}

function pyprojectOf(framework: string, scripts: string[]): string {
  return `[project]
name = "essay-service"
requires-python = ">=3.11"
dependencies = [${
    DEPENDENCIES[framework]
  }, "huleedu-common-core", "huleedu-service-libs"]

[tool.pdm.dev-dependencies]
test = ["pytest>=8"]

[tool.pdm.scripts]
${scripts.join('\n')}

[tool.pdm.resolution.overrides]
huleedu-common-core = "file:///\${PROJECT_ROOT}/../../libs/common_core"
huleedu-service-libs = "file:///\${PROJECT_ROOT}/../../libs/huleedu_service_libs"
`;
}

export function sourcesOf(dockerfile: string, pyproject: string): Sources {
  const file = (path: string, content: string): SourceFile => ({
    state: 'present',
    path,
    content,
  });
  return {
    directory,
    dockerfile: file(dockerfilePath, dockerfile),
    pyproject: file(pyprojectPath, pyproject),
    compose: [],
  };
}

export function fixFile(
  { declaration, httpPort }: FixedDockerfile,
  sources: Sources,
): FixResult {
  return fixService(sources, rule087, declaration, {
    ports: { http: httpPort },
  });
}

/** What fixing did, as a fixture shows it. */
export function shown(
  { fixed }: Pick<FixedDockerfile, 'fixed'>,
  { files }: FixResult,
): Pick<FixedDockerfile, 'fixed' | 'changes'> {
  const isWhole = fixed !== undefined;
  return {
    fixed: isWhole
      ? files.find(({ path }) => path === dockerfilePath)?.after
      : undefined,
    changes: unifiedPatch(
      files.filter(({ path }) => !isWhole || path !== dockerfilePath),
    ),
  };
}

/** The texts once they are fixed. */
export function textsAfter(file: FixedDockerfile, fix: FixResult): Sources {
  const after = (path: string, text: string) =>
    fix.files.find(changed => changed.path === path)?.after ?? text;
  return sourcesOf(
    after(dockerfilePath, file.dockerfile),
    after(pyprojectPath, file.pyproject),
  );
}
