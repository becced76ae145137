import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Declaration, SourceFile, Sources } from '@huleedu/rule-087';
import { readEntity } from './readEntity';
import { DOCKERFILES, pathInReport } from './paths';
import { ComposeSources } from './readCompose';
import { readSource } from './readSource';
import { Service } from './Service';

/** Reads what the engine judges. What the flags declare wins over the catalog file beside the service. */
export async function readService(
  service: Service,
  flags: Partial<Declaration>,
  compose: ComposeSources,
): Promise<{
  sources: Sources;
  declaration: Declaration;
  isNamedElsewhere: boolean;
}> {
  const { root, folder, name } = service;
  const entity = folder ? await readEntity(folder) : {};
  const read = (path: string) => readSource(root, path);
  const declared = Object.fromEntries(
    Object.entries(flags).filter(([, value]) => value !== undefined),
  );
  const declaration = {
    service: name,
    ...entity.declaration,
    ...declared,
  };
  if (!folder) {
    const dockerfile = await read(service.dockerfile!);
    return {
      sources: { dockerfile, pyproject: { state: 'not-given' }, compose: [] },
      declaration,
      isNamedElsewhere: true,
    };
  }
  const candidates = service.dockerfile
    ? [service.dockerfile]
    : [entity.dockerfile ?? DOCKERFILES]
        .flat()
        .map(candidate => join(folder, candidate));
  const dockerfile = await firstOf(candidates, read);
  return {
    sources: {
      directory: pathInReport(root, folder) || '.',
      dockerfile,
      pyproject: await read(join(folder, 'pyproject.toml')),
      ...compose,
    },
    declaration,
    isNamedElsewhere:
      entity.dockerfile !== undefined || hasDockerignore(root, dockerfile),
  };
}

/** Whether the build context is cut by a file that is called after the Dockerfile. */
function hasDockerignore(root: string, dockerfile: SourceFile): boolean {
  return (
    dockerfile.state === 'present' &&
    existsSync(join(root, `${dockerfile.path}.dockerignore`))
  );
}

/** The first that is there; the first of them as missing where none is. */
async function firstOf(
  paths: string[],
  read: (path: string) => Promise<SourceFile>,
): Promise<SourceFile> {
  const files = [];
  for (const path of paths) {
    const file = await read(path);
    if (file.state !== 'missing') return file;
    files.push(file);
  }
  return files[0];
}
