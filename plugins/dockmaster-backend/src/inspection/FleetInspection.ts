import {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import { InspectionStore } from './InspectionStore';
import { Inspector } from './Inspector';
import { ServiceCatalog } from './ServiceCatalog';

/** Services that one replica inspects at a time; longer than the timeout of an inspection, so that no claim is taken over alive. */
const BATCH = { limit: 8, leaseMs: 120_000 };

/** A new entity is inspected this soon; listing the catalog's services is cheap. */
const SYNCHRONIZE_EVERY = { seconds: 10 };

/** Keeps the inspections in step with the catalog, and works off those that are due. */
export class FleetInspection {
  readonly #options: {
    catalog: ServiceCatalog;
    inspector: Inspector;
    logger: LoggerService;
    store: InspectionStore;
  };

  constructor(options: {
    catalog: ServiceCatalog;
    inspector: Inspector;
    logger: LoggerService;
    store: InspectionStore;
  }) {
    this.#options = options;
  }

  async schedule(
    scheduler: SchedulerService,
    schedule: SchedulerServiceTaskScheduleDefinition,
  ) {
    const { store } = this.#options;
    await scheduler.scheduleTask({
      ...schedule,
      id: 'dockmaster-read-again',
      fn: () => store.makeAllDue(),
    });
    await scheduler.scheduleTask({
      id: 'dockmaster-synchronize',
      frequency: SYNCHRONIZE_EVERY,
      timeout: { minutes: 1 },
      fn: () => this.#synchronize(),
    });
    // Every replica works: the claims keep them apart.
    await scheduler.scheduleTask({
      id: 'dockmaster-inspect',
      frequency: { seconds: 2 },
      timeout: { minutes: 10 },
      scope: 'local',
      fn: signal => this.#inspectDue(signal),
    });
  }

  async #synchronize() {
    const { catalog, store } = this.#options;
    try {
      await store.synchronize(await catalog.list());
    } catch (error) {
      // Nothing is forgotten because the catalog did not answer.
      throw new ForwardedError(
        'The services of the catalog could not be listed',
        error,
      );
    }
  }

  async #inspectDue(signal: AbortSignal) {
    const { store, inspector, logger } = this.#options;
    for (;;) {
      const refs = signal.aborted ? [] : await store.claim(BATCH);
      if (refs.length === 0) return;
      const outcomes = await Promise.allSettled(
        refs.map(ref => inspector.inspect(ref, { signal })),
      );
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome.status === 'rejected') {
          logger.warn(
            `${refs[index]} could not be inspected`,
            new ForwardedError('Inspection failed', outcome.reason),
          );
        }
      }
    }
  }
}
