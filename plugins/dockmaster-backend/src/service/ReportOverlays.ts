import { ServiceWaiver } from '@huleedu/plugin-dockmaster-common';
import {
  BlockedPort,
  DEFAULT_ENVIRONMENT,
  expireSuppressions,
  Report,
} from '@huleedu/rule-087';
import { WaiverStore } from '../waivers/WaiverStore';
import { currentClaims } from '../ports/currentClaims';
import { PortStore } from '../ports/PortStore';
import {
  ownersInConflict,
  takenFrom,
  withUniqueness,
} from '../ports/uniqueness';
import { withWaivers } from './withWaivers';

/** What changes reports without their sources having changed, at one moment. */
export type CurrentOverlays = {
  /** `YYYY-MM-DD`, by the database's clock. */
  today: string;
  /** The services whose ports somebody else claims, or to which a clause is waived. */
  affected: string[];
  apply(entityRef: string, report: Report): Report;
  /** What is known of one service besides its files, for who changes these. */
  of(entityRef: string): { taken: BlockedPort[]; waivers: ServiceWaiver[] };
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
    const snapshot = currentClaims(
      await this.#ports.snapshot(DEFAULT_ENVIRONMENT),
    );
    const today = new Date(snapshot.now).toISOString().slice(0, 10);
    const waivers = (await this.#waivers.list()).filter(
      ({ until }) => until === undefined || until >= today,
    );
    const waiversOf = (entityRef: string) =>
      waivers.filter(waiver => waiver.entityRef === entityRef);
    return {
      today,
      affected: [
        ...ownersInConflict(snapshot),
        ...waivers.map(({ entityRef }) => entityRef),
      ],
      apply: (entityRef, report) => {
        const current = expireSuppressions(report, today);
        const unique = withUniqueness(current, entityRef, snapshot);
        return withWaivers(unique, waiversOf(entityRef));
      },
      of: entityRef => ({
        taken: takenFrom(entityRef, snapshot),
        waivers: waiversOf(entityRef),
      }),
    };
  }
}
