import { isAbsolute, resolve } from 'node:path';
import { RootConfigService } from '@backstage/backend-plugin-api';
import { ForwardedError, InputError } from '@backstage/errors';
import { readMonorepos } from '@huleedu/plugin-dockmaster-common';
import { createStandard } from '@huleedu/rule-087/configuration';

/** A git working copy that may be committed to. */
export type WorkingCopySettings = { directory: string; branch: string };

/** The module's configuration; see `config.d.ts` and that of the Dockmaster backend, which is read too. */
export type ModuleConfig = ReturnType<typeof readConfig>;

/** @throws when a value means nothing */
export function readConfig(config: RootConfigService) {
  return {
    monorepos: readMonorepos(config),
    standard: readStandard(config),
    workingCopies: readWorkingCopies(config),
  };
}

function readStandard(config: RootConfigService) {
  try {
    return createStandard(config.getOptional('dockmaster.standard') ?? {});
  } catch (error) {
    throw new ForwardedError('dockmaster.standard is not valid', error);
  }
}

function readWorkingCopies(config: RootConfigService): WorkingCopySettings[] {
  const items = config.getOptionalConfigArray('dockmaster.workingCopies') ?? [];
  return items.map(item => {
    const directory = item.getString('directory');
    if (!isAbsolute(directory)) {
      throw new InputError(
        `dockmaster.workingCopies must name absolute paths, but one is "${directory}"`,
      );
    }
    return {
      directory: resolve(directory),
      branch: item.getOptionalString('branch') ?? 'main',
    };
  });
}
