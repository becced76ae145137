import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { AuthenticationError, ResponseError } from '@backstage/errors';
import {
  DockmasterApi,
  DockmasterClient,
} from '@huleedu/plugin-dockmaster-common';
import { RegistryError } from './RegistryError';

/** The part of an action's context that identifies the user. */
export type Initiated = {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
  signal?: AbortSignal;
};

/** Gives actions access to the Dockmaster backend as the user who started the task. */
export class RegistryAccess {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  clientFor(context: Initiated): DockmasterApi {
    const discoveryApi = this.#discovery;
    const fetchApi = { fetch: this.#fetchAs(context) };
    return new DockmasterClient({ discoveryApi, fetchApi });
  }

  /** @throws AuthenticationError if the task no longer has credentials */
  async credentialsOf(context: Initiated): Promise<BackstageCredentials> {
    const credentials = await context.getInitiatorCredentials();
    if (!this.#auth.isPrincipal(credentials, 'none')) return credentials;
    throw new AuthenticationError(
      'The task no longer has the credentials of its user, because they are deleted when a task ends. Press Retry to run it as yourself.',
    );
  }

  #fetchAs(context: Initiated): typeof fetch {
    return async (input, init) => {
      const { token } = await this.#auth.getPluginRequestToken({
        onBehalfOf: await this.credentialsOf(context),
        targetPluginId: 'dockmaster',
      });
      const headers = new Headers(init?.headers);
      headers.set('Authorization', `Bearer ${token}`);
      const response = await fetch(input, {
        ...init,
        headers,
        signal: context.signal,
      });
      if (response.ok) return response;
      throw new RegistryError(await ResponseError.fromResponse(response));
    };
  }
}
