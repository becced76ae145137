import {
  DEFAULT_ENVIRONMENT,
  expireSuppressions,
  Report,
} from '@huleedu/rule-087';
import { PortStore } from '../ports/PortStore';
import { ownersInConflict, withUniqueness } from '../ports/uniqueness';

/** What changes reports without their sources having changed, at one moment. */
export type CurrentOverlays = {
  /** `YYYY-MM-DD`, by the database's clock. */
  today: string;
  /** The services whose ports somebody else claims. */
  inConflict: string[];
  apply(entityRef: string, report: Report): Report;
};

/**
 * Reports are stored as the files gave them; what else is known is laid over them when they are read: suppressions that have
 * ended, and ports that the fleet or the registry gives to another.
 */
export class ReportOverlays {
  readonly #ports: PortStore;

  constructor(options: { ports: PortStore }) {
    this.#ports = options.ports;
  }

  async current(): Promise<CurrentOverlays> {
    const snapshot = await this.#ports.snapshot(DEFAULT_ENVIRONMENT);
    const today = new Date(snapshot.now).toISOString().slice(0, 10);
    return {
      today,
      inConflict: ownersInConflict(snapshot),
      apply: (entityRef, report) =>
        withUniqueness(expireSuppressions(report, today), entityRef, snapshot),
    };
  }
}
