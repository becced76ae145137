import { isAbsolute, resolve } from 'node:path';
import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** A git working copy that tasks may commit to. */
export type WorkingCopySettings = { directory: string; branch: string };

/**
 * Reads `dockmaster.workingCopies`.
 *
 * @throws InputError if a path is not absolute
 */
export function readWorkingCopies(
  config: RootConfigService,
): WorkingCopySettings[] {
  const items = config.getOptionalConfigArray('dockmaster.workingCopies') ?? [];
  return items.map(item => {
    const directory = item.getString('directory');
    if (!isAbsolute(directory)) {
      throw new InputError(
        `dockmaster.workingCopies contains "${directory}", which is not an absolute path. Start it with /.`,
      );
    }
    return {
      directory: resolve(directory),
      branch: item.getOptionalString('branch') ?? 'main',
    };
  });
}
