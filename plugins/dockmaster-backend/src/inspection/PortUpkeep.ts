import {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import { Monorepo } from '@huleedu/plugin-dockmaster-common';
import { MonorepoScan } from './MonorepoScan';
import { ServiceCatalog } from './ServiceCatalog';
import { LeaseReminder } from '../ports/LeaseReminder';
import { PortScan } from '../ports/PortScan';
import { PortStore } from '../ports/PortStore';

/** What the registry does without being asked: ends what is over, reminds of leases, compares the fleet with itself. */
export class PortUpkeep {
  readonly #options: {
    catalog: ServiceCatalog;
    logger: LoggerService;
    monorepos: Monorepo[];
    monorepoScan: MonorepoScan;
    portScan: PortScan;
    reminder: LeaseReminder;
    store: PortStore;
  };

  constructor(options: {
    catalog: ServiceCatalog;
    logger: LoggerService;
    monorepos: Monorepo[];
    monorepoScan: MonorepoScan;
    portScan: PortScan;
    reminder: LeaseReminder;
    store: PortStore;
  }) {
    this.#options = options;
  }

  async schedule(
    scheduler: SchedulerService,
    schedule: SchedulerServiceTaskScheduleDefinition,
  ) {
    const { store, reminder } = this.#options;
    await scheduler.scheduleTask({
      id: 'dockmaster-ports-sweep',
      frequency: { minutes: 1 },
      timeout: { minutes: 1 },
      fn: async () => {
        await store.sweep();
        await reminder.remind();
      },
    });
    await scheduler.scheduleTask({
      ...schedule,
      id: 'dockmaster-ports-scan',
      fn: signal => this.#scanFleet(signal),
    });
  }

  async #scanFleet(signal: AbortSignal) {
    const { catalog, logger, monorepos, monorepoScan, portScan } =
      this.#options;
    for (const monorepo of monorepos) {
      try {
        await monorepoScan.scan(monorepo, signal);
      } catch (error) {
        logger.warn(
          `The ports of ${monorepo.url} could not be read`,
          new ForwardedError('Scan failed', error),
        );
      }
    }
    const services = new Set(await catalog.list());
    // A catalog without any service is rather not ready than empty.
    if (services.size === 0 || signal.aborted) return;
    const roots = new Set(monorepos.map(({ url }) => url));
    await portScan.sawCatalog({
      existing: refs => catalog.existing(refs),
      isScope: scope => services.has(scope) || roots.has(scope),
    });
  }
}
