import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  RootConfigService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { ForwardedError, InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { readMonorepos } from '@huleedu/plugin-dockmaster-common';
import { createStandard } from '@huleedu/rule-087/configuration';
import { EntityFilter } from './inspection/ServiceCatalog';

const SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 5 },
};

const SERVICES: EntityFilter = { kind: 'Component', 'spec.type': 'service' };

/** How long things last in the registry, where the configuration says nothing. */
const TIMES = {
  lease: { hours: 24 },
  pullRequestLease: { days: 30 },
  quarantine: { hours: 2 },
  forgetAfter: { days: 7 },
  lockTimeout: { seconds: 5 },
} satisfies Record<string, HumanDuration>;

/** Durations of the registry, in milliseconds. */
export type PortTimes = Record<keyof typeof TIMES, number>;

/** Reads the plugin's configuration, which `config.d.ts` describes. @throws when a value is not valid */
export function readConfig(config: RootConfigService) {
  return {
    entityFilter:
      config.getOptional<EntityFilter>('dockmaster.entityFilter') ?? SERVICES,
    schedule: config.has('dockmaster.schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('dockmaster.schedule'),
        )
      : SCHEDULE,
    standard: readStandard(config),
    monorepos: readMonorepos(config),
    times: readTimes(config),
  };
}

/** The rule with the overrides of `dockmaster.standard`; a repository's own are not asked. */
function readStandard(config: RootConfigService) {
  try {
    return createStandard(config.getOptional('dockmaster.standard') ?? {});
  } catch (error) {
    throw new ForwardedError('dockmaster.standard is not valid', error);
  }
}

function readTimes(config: RootConfigService): PortTimes {
  const entries = Object.entries(TIMES).map(([name, standard]) => {
    const key = `dockmaster.ports.${name}`;
    const milliseconds = durationToMilliseconds(
      config.has(key) ? readDurationFromConfig(config, { key }) : standard,
    );
    if (!(milliseconds > 0))
      throw new InputError(`${key} must be longer than nothing.`);
    return [name, milliseconds];
  });
  return Object.fromEntries(entries);
}
