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

/** Of an action's context, what says for whom it acts. */
export type Initiated = {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
  signal?: AbortSignal;
};

/** Lets actions speak to the Dockmaster backend as whoever started their task. */
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

  /** @throws AuthenticationError where the task has lost them */
  async credentialsOf(context: Initiated): Promise<BackstageCredentials> {
    const credentials = await context.getInitiatorCredentials();
    if (!this.#auth.isPrincipal(credentials, 'none')) return credentials;
    throw new AuthenticationError(
      'The task does not know any more who started it: credentials are forgotten when a task ends. Press Retry, which acts as you.',
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
