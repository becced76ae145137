import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Declaration, Framework, ServiceKind } from '@huleedu/rule-087';
import { parseAllDocuments } from 'yaml';

const PREFIX = 'dockmaster.huleedu.com/';
const KINDS = ['http', 'worker', 'job'];
const FRAMEWORKS = ['quart', 'fastapi', 'none'];

/** What the catalog file beside a service declares, as the portal reads it; nothing where there is none or it says nothing valid. */
export async function readEntity(
  folder: string,
): Promise<{ dockerfile?: string; declaration?: Partial<Declaration> }> {
  const annotations = await readAnnotations(join(folder, 'catalog-info.yaml'));
  const text = (name: string) => {
    const value = annotations[`${PREFIX}${name}`];
    return typeof value === 'string' ? value : undefined;
  };
  const oneOf = (name: string, allowed: string[]) =>
    allowed.find(item => item === text(name));
  return {
    dockerfile: text('dockerfile'),
    declaration: {
      kind: oneOf('kind', KINDS) as ServiceKind | undefined,
      framework: oneOf('framework', FRAMEWORKS) as Framework | undefined,
      prefix: text('prefix'),
    },
  };
}

async function readAnnotations(path: string): Promise<Record<string, unknown>> {
  const content = await readFile(path, 'utf8').catch(() => '');
  for (const document of parseAllDocuments(content)) {
    const entity = document.errors?.length ? undefined : document.toJS();
    if (entity?.kind === 'Component') return entity.metadata?.annotations ?? {};
  }
  return {};
}
