import { stringifyEntityRef, Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { PortDrift, Reservation } from '@huleedu/plugin-dockmaster-common';
import { useCallback } from 'react';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { Refreshed, useRefreshed } from '../../../shared/useRefreshed';

const REFRESH = { intervalMs: 60_000 };

/** What a service has in the registry, in whichever environments, and where its files differ. */
export type ServicePorts = {
  reservations: Reservation[];
  drift: PortDrift[];
};

export function useServicePorts(entity: Entity): Refreshed<ServicePorts> {
  const api = useApi(dockmasterApiRef);
  const owner = stringifyEntityRef(entity);
  const load = useCallback(async () => {
    const { items: reservations } = await api.listReservations({ owner });
    const environments = new Set<string | undefined>(
      reservations.map(({ environment }) => environment),
    );
    if (environments.size === 0) environments.add(undefined);
    const drift = await Promise.all(
      [...environments].map(environment => api.getPortDrift(environment)),
    );
    return {
      reservations,
      drift: drift.flat().filter(entry => concerns(entry, owner)),
    };
  }, [api, owner]);
  return useRefreshed(load, REFRESH);
}

function concerns({ owner, places }: PortDrift, who: string): boolean {
  return owner === who || places.some(place => place.owner === who);
}
