import {
  DEFAULT_ENVIRONMENT,
  expireSuppressions,
  Report,
} from '@huleedu/rule-087';
import { WaiverStore } from '../database/WaiverStore';
import { PortStore } from '../ports/PortStore';
import { ownersInConflict, withUniqueness } from '../ports/uniqueness';
import { withWaivers } from './withWaivers';

/** What changes reports without their sources having changed, at one moment. */
export type CurrentOverlays = {
  /** `YYYY-MM-DD`, by the database's clock. */
  today: string;
  /** The services whose ports somebody else claims, or to which a clause is waived. */
  affected: string[];
  apply(entityRef: string, report: Report): Report;
};

/**
 * Reports are stored as the files gave them; what else is known is laid over them when they are read: suppressions that have
 * ended, ports that the fleet or the registry gives to another, and clauses that somebody has waived.
 */
export class ReportOverlays {
  readonly #ports: PortStore;
  readonly #waivers: WaiverStore;

  constructor(options: { ports: PortStore; waivers: WaiverStore }) {
    this.#ports = options.ports;
    this.#waivers = options.waivers;
  }

  async current(): Promise<CurrentOverlays> {
    const snapshot = await this.#ports.snapshot(DEFAULT_ENVIRONMENT);
    const today = new Date(snapshot.now).toISOString().slice(0, 10);
    const waivers = (await this.#waivers.list()).filter(
      ({ until }) => until === undefined || until >= today,
    );
    return {
      today,
      affected: [
        ...ownersInConflict(snapshot),
        ...waivers.map(({ entityRef }) => entityRef),
      ],
      apply: (entityRef, report) => {
        const current = expireSuppressions(report, today);
        const unique = withUniqueness(current, entityRef, snapshot);
        const own = waivers.filter(waiver => waiver.entityRef === entityRef);
        return withWaivers(unique, own);
      },
    };
  }
}
