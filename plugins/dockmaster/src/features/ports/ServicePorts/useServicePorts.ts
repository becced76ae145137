import { stringifyEntityRef, Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { PortDrift, Reservation } from '@huleedu/plugin-dockmaster-common';
import { useQuery } from '@tanstack/react-query';
import { dockmasterApiRef } from '../../../shared/dockmasterApiRef';
import { polledEvery, queryKeys } from '../../../shared/query';

/** What a service has in the registry, in whichever environments, and where its files differ. */
export type ServicePorts = {
  reservations: Reservation[];
  drift: PortDrift[];
};

export function useServicePorts(entity: Entity) {
  const api = useApi(dockmasterApiRef);
  const owner = stringifyEntityRef(entity);
  return useQuery({
    ...polledEvery(60_000),
    queryKey: queryKeys.servicePorts(owner),
    queryFn: async (): Promise<ServicePorts> => {
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
    },
  });
}

function concerns({ owner, locations }: PortDrift, who: string): boolean {
  return owner === who || locations.some(place => place.owner === who);
}
