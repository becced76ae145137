import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const toolchain = join(root, '.toolchain');

/** Where the portal keeps its database and its working copy of the example monorepo. */
export function stateDirectory() {
  return resolve(root, process.env.DOCKMASTER_STATE ?? '.dockmaster');
}
