import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { LEASE_ENDING_TOPIC } from '@huleedu/plugin-dockmaster-common';
import { EndingLease, PortStore } from './PortStore';

/** Tells whoever holds a lease before it ends, each once: by an event, and by a notification where the portal has these. */
export class LeaseReminder {
  readonly #options: {
    store: PortStore;
    events: EventsService;
    notifications: NotificationService;
    logger: LoggerService;
  };

  constructor(options: {
    store: PortStore;
    events: EventsService;
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  async remind() {
    const { store, events } = this.#options;
    for (const lease of await store.takeEndingLeases()) {
      await events.publish({ topic: LEASE_ENDING_TOPIC, eventPayload: lease });
      await this.#notify(lease);
    }
  }

  async #notify({ id, requester, owner, ports, expiresAt }: EndingLease) {
    // A service has no inbox.
    if (!requester.startsWith('user:')) return;
    const { notifications, logger } = this.#options;
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: requester },
        payload: {
          title: `The lease of ports ${Object.values(ports).join(', ')} ends`,
          description: `${owner} loses them at ${expiresAt}, unless its files show them by then or you renew or confirm the lease.`,
          link: '/dockmaster/ports',
          severity: 'high',
          topic: 'dockmaster',
          scope: `dockmaster-lease-${id}`,
        },
      });
    } catch (error) {
      logger.warn(
        `${requester} was not notified that the lease of ${owner} ends: ${
          toError(error).message
        }`,
      );
    }
  }
}
