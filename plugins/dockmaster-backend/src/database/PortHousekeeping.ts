import { Reservation } from '@huleedu/plugin-dockmaster-common';
import { environmentsOf, Standard } from '@huleedu/rule-087';
import { claimsOf } from '../ports/claims';
import { PortStore } from '../ports/PortStore';
import { chunks } from './chunks';
import { readObservations } from './DatabasePortObservations';
import { quarantine, readPorts, REGISTRY } from './portChanges';
import { reservationOf, ReservationTable } from './portTables';
import { PortTransactions } from './PortTransactions';

/** An owner that is gone in so many complete scans in a row may lose its ports. */
const SCANS_TO_FORGET = 3;
const LONGEST_NOTICE_MS = 2 * 24 * 60 * 60 * 1000;

/** What time and absence do to reservations. */
export class PortHousekeeping
  implements Pick<PortStore, 'sweep' | 'takeEndingLeases' | 'forgetOwners'>
{
  readonly #transactions: PortTransactions;
  readonly #environments: string[];
  readonly #quarantineMs: number;

  constructor(options: {
    transactions: PortTransactions;
    standard: Standard;
    quarantineMs: number;
  }) {
    this.#transactions = options.transactions;
    this.#environments = environmentsOf(options.standard);
    this.#quarantineMs = options.quarantineMs;
  }

  async sweep() {
    for (const environment of this.#environments) {
      // Every change ends what is over before it does anything else.
      await this.#transactions.change(environment, async () => {});
    }
  }

  async takeEndingLeases() {
    const found: Reservation[] = [];
    for (const environment of this.#environments) {
      found.push(
        ...(await this.#transactions.change(
          environment,
          async ({ client, now }) => {
            const leased = await client<ReservationTable>('port_reservations')
              .where({ environment, state: 'leased' })
              .whereNull('warned_at');
            const rows = leased.filter(row => isEnding(row, now));
            const ids = rows.map(({ id }) => id);
            for (const part of chunks(ids)) {
              await client<ReservationTable>('port_reservations')
                .whereIn('id', part)
                .update({ warned_at: now });
            }
            return Promise.all(
              rows.map(async row =>
                reservationOf(row, await readPorts(client, row.id)),
              ),
            );
          },
        )),
      );
    }
    return found.map(reservation => ({
      ...reservation,
      expiresAt: reservation.expiresAt!,
    }));
  }

  async forgetOwners({
    exists,
    afterMs,
  }: {
    exists: (owner: string) => boolean;
    afterMs: number;
  }) {
    for (const environment of this.#environments) {
      await this.#transactions.change(environment, async transaction => {
        const { client, now } = transaction;
        const rows = await client<ReservationTable>('port_reservations').where({
          environment,
          state: 'active',
        });
        const claims = claimsOf(await readObservations(client));
        const claimants = new Set(claims.map(({ claimant }) => claimant));
        for (const row of rows) {
          const isThere = exists(row.owner_ref) || claimants.has(row.owner_ref);
          const missing_scans = isThere ? 0 : row.missing_scans + 1;
          const missing_since = isThere ? null : row.missing_since ?? now;
          if (
            missing_scans >= SCANS_TO_FORGET &&
            now - Number(missing_since) >= afterMs
          ) {
            const ports = await readPorts(client, row.id);
            await quarantine(transaction, row, ports, {
              actor: REGISTRY,
              quarantineMs: this.#quarantineMs,
            });
          } else if (missing_scans > 0 || row.missing_scans > 0) {
            await client<ReservationTable>('port_reservations')
              .where({ id: row.id })
              .update({ missing_scans, missing_since });
          }
        }
      });
    }
  }
}

/** Whether the last quarter of a lease has begun, and no more than two days are left. */
function isEnding(
  { expires_at, updated_at }: ReservationTable,
  now: number,
): boolean {
  const end = Number(expires_at);
  const notice = Math.min(LONGEST_NOTICE_MS, (end - Number(updated_at)) / 4);
  return end - now <= notice;
}
