import { EventsService } from '@backstage/plugin-events-node';
import { LEASE_ENDING_TOPIC } from '@huleedu/plugin-dockmaster-common';
import { PortStore } from './PortStore';

/** Tells of leases before they end, each once. */
export class LeaseReminder {
  readonly #store: PortStore;
  readonly #events: EventsService;

  constructor(options: { store: PortStore; events: EventsService }) {
    this.#store = options.store;
    this.#events = options.events;
  }

  async remind() {
    for (const lease of await this.#store.takeEndingLeases()) {
      await this.#events.publish({
        topic: LEASE_ENDING_TOPIC,
        eventPayload: lease,
      });
    }
  }
}
