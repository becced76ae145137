import { DockmasterApi, Reservation } from '@huleedu/plugin-dockmaster-common';
import { RegistryError } from './RegistryError';

/** By its id; undefined where it was released, or its lease has ended. */
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

/** That of an owner; undefined where it has none. */
export async function reservationOf(
  client: DockmasterApi,
  owner: string,
  environment?: string,
): Promise<Reservation | undefined> {
  const { items } = await client.listReservations({ owner, environment });
  return items[0];
}
