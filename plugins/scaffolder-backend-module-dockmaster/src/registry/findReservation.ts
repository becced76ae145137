import { DockmasterApi, Reservation } from '@huleedu/plugin-dockmaster-common';
import { RegistryError } from './RegistryError';

/** Finds a reservation by its id. Undefined if it was released or its lease has ended. */
export async function findReservation(
  client: DockmasterApi,
  id: string,
): Promise<Reservation | undefined> {
  try {
    return await client.getReservation(id);
  } catch (error) {
    if (RegistryError.has(error, 'NO_RESERVATION')) return undefined;
    throw error;
  }
}

/** Finds the reservation of an owner. Undefined if there is none. */
export async function reservationOf(
  client: DockmasterApi,
  owner: string,
  environment?: string,
): Promise<Reservation | undefined> {
  const { items } = await client.listReservations({ owner, environment });
  return items[0];
}
