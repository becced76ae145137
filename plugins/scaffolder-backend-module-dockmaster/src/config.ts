import { RootConfigService } from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import { readMonorepos } from '@huleedu/plugin-dockmaster-common';
import { createStandard } from '@huleedu/rule-087/configuration';

/** The module's configuration: keys of the Dockmaster backend. */
export type ModuleConfig = ReturnType<typeof readConfig>;

/** @throws when a value means nothing */
export function readConfig(config: RootConfigService) {
  return {
    monorepos: readMonorepos(config),
    standard: readStandard(config),
  };
}

function readStandard(config: RootConfigService) {
  try {
    return createStandard(config.getOptional('dockmaster.standard') ?? {});
  } catch (error) {
    throw new ForwardedError('dockmaster.standard is not valid', error);
  }
}
