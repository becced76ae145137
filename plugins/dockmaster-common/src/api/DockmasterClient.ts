import { ResponseError } from '@backstage/errors';
import { DockmasterApi, EntityAddress } from './DockmasterApi';
import {
  ClauseExplanation,
  ListServicesRequest,
  ServiceDetail,
  ServicePage,
} from './types';

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
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(request)) {
      if (value !== undefined) query.set(name, String(value));
    }
    return this.#request(`/services?${query}`);
  }

  getService(entity: EntityAddress): Promise<ServiceDetail> {
    return this.#request(servicePath(entity));
  }

  refreshService(entity: EntityAddress): Promise<ServiceDetail> {
    return this.#request(`${servicePath(entity)}/refresh`, { method: 'POST' });
  }

  async listClauses(): Promise<ClauseExplanation[]> {
    const { items } = await this.#request<{ items: ClauseExplanation[] }>(
      '/clauses',
    );
    return items;
  }

  async #request<T>(path: string, init?: RequestInit): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('dockmaster');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }
}

function servicePath({ namespace, kind, name }: EntityAddress): string {
  const segments = [namespace, kind, name].map(segment =>
    encodeURIComponent(segment.toLocaleLowerCase('en-US')),
  );
  return `/services/${segments.join('/')}`;
}
