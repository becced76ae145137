import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/**
 * Sets what `app-config.yaml` says of the state: DOCKMASTER_STATE, a directory, by default `.dockmaster` in the
 * repository, and DOCKMASTER_STATE_URL, the same as a URL.
 */
export function provideStateDirectory(environment: NodeJS.ProcessEnv) {
  const directory = environment.DOCKMASTER_STATE
    ? resolve(environment.DOCKMASTER_STATE)
    : resolvePackagePath('backend', '../../.dockmaster');
  environment.DOCKMASTER_STATE = directory;
  environment.DOCKMASTER_STATE_URL = pathToFileURL(directory).href;
}
