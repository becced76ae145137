import { DockmasterApi } from '@huleedu/plugin-dockmaster-common';

/** A backend that answers what a test gives it, and has nothing else; what a test does not expect fails by name. */
export function dockmasterApi(
  answers: Partial<DockmasterApi> = {},
): DockmasterApi {
  const known: Partial<DockmasterApi> = {
    listClauses: async () => [],
    listReservations: async () => ({ items: [] }),
    getPortHistory: async () => ({ items: [] }),
    getPortDrift: async () => [],
    ...answers,
  };
  return new Proxy(known, {
    get: (target, name) =>
      Reflect.get(target, name) ??
      (() => Promise.reject(new Error(`${String(name)} was not expected`))),
  }) as DockmasterApi;
}

/** A refusal of the registry, as the client passes it on. */
export function refusal(options: {
  name: string;
  message: string;
  code?: string;
  details?: object;
}): Error {
  const { message, ...rest } = options;
  return new Error('Request failed', {
    cause: Object.assign(new Error(message), rest),
  });
}
