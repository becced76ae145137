import {
  PortHistoryRequest,
  ReserveRequest,
} from '@huleedu/plugin-dockmaster-common';

/** The key of each query. Invalidating `ports` reads everything again that a change of ports touches. */
export const queryKeys = {
  clauses: ['clauses'],
  report: (entityRef: string) => ['services', entityRef, 'report'],
  forecast: (entityRef: string) => ['services', entityRef, 'forecast'],
  fix: (entityRef: string) => ['services', entityRef, 'fix'],
  ports: ['ports'],
  portOverview: (environment?: string) => ['ports', 'overview', environment],
  portDrift: (environment?: string) => ['ports', 'drift', environment],
  portReservation: (environment: string, port: number) => [
    'ports',
    'reservation',
    environment,
    port,
  ],
  portHistory: (request: PortHistoryRequest) => ['ports', 'history', request],
  servicePorts: (owner: string) => ['ports', 'service', owner],
  portPreview: (request?: ReserveRequest) => ['port-preview', request],
  portImport: (environment: string) => ['port-import', environment],
  portOwner: (owner: string) => ['catalog', 'port-owner', owner],
  ownerSuggestions: (term: string) => ['catalog', 'owner-suggestions', term],
  fixTemplate: ['catalog', 'fix-template'],
};
