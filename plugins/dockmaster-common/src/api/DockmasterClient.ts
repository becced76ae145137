import { ResponseError } from '@backstage/errors';
import { DockmasterApi, EntityAddress } from './DockmasterApi';
import {
  ListReservationsRequest,
  ListServicesRequest,
  PortHistoryRequest,
  ReservationVersion,
} from './requests';
import {
  CheckRequest,
  ClauseExplanation,
  CreateWaiverRequest,
  FleetSummary,
  PortDrift,
  PortHistory,
  PortImport,
  PortOverview,
  PortPreview,
  PortRelease,
  Report,
  Reservation,
  ReservationPage,
  ReserveRequest,
  ServiceDetail,
  ServiceFix,
  ServiceForecast,
  ServicePage,
  ServiceWaiver,
} from './schemas.generated';

/** Speaks to the Dockmaster backend. @public */
export class DockmasterClient implements DockmasterApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  listServices(request: ListServicesRequest = {}): Promise<ServicePage> {
    return this.#request(`/services?${queryOf(request)}`);
  }

  getService(entity: EntityAddress): Promise<ServiceDetail> {
    return this.#request(servicePath(entity));
  }

  refreshService(entity: EntityAddress): Promise<ServiceDetail> {
    return this.#request(`${servicePath(entity)}/refresh`, { method: 'POST' });
  }

  getForecast(entity: EntityAddress): Promise<ServiceForecast> {
    return this.#request(`${servicePath(entity)}/forecast`);
  }

  getFix(entity: EntityAddress): Promise<ServiceFix> {
    return this.#request(`${servicePath(entity)}/fix`);
  }

  async listClauses(): Promise<ClauseExplanation[]> {
    const { items } = await this.#request<{ items: ClauseExplanation[] }>(
      '/clauses',
    );
    return items;
  }

  check(request: CheckRequest): Promise<Report> {
    return this.#request('/check', post(request));
  }

  getSummary(): Promise<FleetSummary> {
    return this.#request('/summary');
  }

  async listWaivers(entityRef?: string): Promise<ServiceWaiver[]> {
    const { items } = await this.#request<{ items: ServiceWaiver[] }>(
      `/waivers?${queryOf({ entityRef })}`,
    );
    return items;
  }

  createWaiver(request: CreateWaiverRequest): Promise<ServiceWaiver> {
    return this.#request('/waivers', post(request));
  }

  async deleteWaiver(id: string): Promise<void> {
    await this.#request(`/waivers/${encodeURIComponent(id)}`, {
      method: 'DELETE',
    });
  }

  getPorts(environment?: string): Promise<PortOverview> {
    return this.#request(`/ports?${queryOf({ environment })}`);
  }

  previewPorts(request: ReserveRequest): Promise<PortPreview> {
    return this.#request('/ports/preview', post(request));
  }

  reservePorts(request: ReserveRequest): Promise<Reservation> {
    return this.#request('/ports/reservations', post(request));
  }

  listReservations(
    request: ListReservationsRequest = {},
  ): Promise<ReservationPage> {
    return this.#request(`/ports/reservations?${queryOf(request)}`);
  }

  getReservation(id: string): Promise<Reservation> {
    return this.#request(reservationPath(id));
  }

  confirmPorts(reservation: ReservationVersion): Promise<Reservation> {
    return this.#change(reservation, 'confirm', {});
  }

  renewPorts(
    reservation: ReservationVersion,
    options: { ttl?: string; pullRequest?: string } = {},
  ): Promise<Reservation> {
    return this.#change(reservation, 'renew', options);
  }

  transferPorts(
    reservation: ReservationVersion,
    owner: string,
  ): Promise<Reservation> {
    return this.#change(reservation, 'transfer', { owner });
  }

  releasePorts({ id, version }: ReservationVersion): Promise<PortRelease> {
    return this.#request(reservationPath(id), {
      method: 'DELETE',
      headers: ifMatch(version),
    });
  }

  getPortHistory(request: PortHistoryRequest): Promise<PortHistory> {
    return this.#request(`/ports/history?${queryOf(request)}`);
  }

  async getPortDrift(environment?: string): Promise<PortDrift[]> {
    const { items } = await this.#request<{ items: PortDrift[] }>(
      `/ports/drift?${queryOf({ environment })}`,
    );
    return items;
  }

  importPorts(
    options: { environment?: string; dryRun?: boolean } = {},
  ): Promise<PortImport> {
    return this.#request('/ports/import', post(options));
  }

  #change(
    { id, version }: ReservationVersion,
    action: 'confirm' | 'renew' | 'transfer',
    body: object,
  ): Promise<Reservation> {
    const init = post(body);
    return this.#request(`${reservationPath(id)}/${action}`, {
      ...init,
      headers: { ...init.headers, ...ifMatch(version) },
    });
  }

  async #request<T>(path: string, init?: RequestInit): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('dockmaster');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }
}

function queryOf(values: object): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query;
}

function post(body: object) {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function ifMatch(version: number) {
  return { 'If-Match': `"${version}"` };
}

function reservationPath(id: string): string {
  return `/ports/reservations/${encodeURIComponent(id)}`;
}

function servicePath({ namespace, kind, name }: EntityAddress): string {
  const segments = [namespace, kind, name].map(segment =>
    encodeURIComponent(segment.toLocaleLowerCase('en-US')),
  );
  return `/services/${segments.join('/')}`;
}
