import { setTimeout as sleep } from 'node:timers/promises';
import { ResponseError } from '@backstage/errors';
import {
  DockmasterApi,
  DockmasterClient,
} from '@huleedu/plugin-dockmaster-common';
import { UsageError } from '../../Environment';

const PATIENCE_MS = 30_000;
const TRIES = 4;
const LONGEST_WAIT_S = 10;

/** A portal's registry, and where it is. */
export type Portal = { url: string; registry: DockmasterApi };

/** @throws UsageError when there is no URL, or it is none */
export function connect({
  url,
  token,
}: {
  url?: string;
  token?: string;
}): Portal {
  if (!url) {
    throw new UsageError(
      'which portal? Give the base URL of its backend with --url or DOCKMASTER_URL, as in https://portal.example.com',
    );
  }
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new UsageError(
      `--url is ${url}, which is no URL; it looks like https://portal.example.com`,
    );
  }
  const base = url.replace(/\/+$/, '');
  const authorization = token && { Authorization: `Bearer ${token}` };
  return {
    url: base,
    registry: new DockmasterClient({
      discoveryApi: { getBaseUrl: async plugin => `${base}/api/${plugin}` },
      fetchApi: {
        fetch: (input, init) =>
          patiently(input, {
            ...init,
            headers: { ...init?.headers, ...authorization },
          }),
      },
    }),
  };
}

/** Asks again, when it was told to, where the registry is busy: the same request gives the same ports. */
async function patiently(
  input: Parameters<typeof fetch>[0],
  init: RequestInit,
): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(input, { ...init, signal });
    const seconds = Number(response.headers.get('Retry-After') ?? NaN);
    const isBusy = response.status === 503 && seconds <= LONGEST_WAIT_S;
    if (!isBusy || tries === TRIES) return response;
    await response.body?.cancel();
    await sleep(seconds * 1_000);
  }
}

/** An owner of whom something is asked has no ports. */
export class NothingHeld extends Error {
  constructor(owner: string) {
    super(
      `${owner} has no ports: they were released, or their lease has ended`,
    );
    this.name = 'NotFoundError';
  }
}

/** A refusal, as it is told to people and to programs. */
export type Refusal = { code: string; message: string; json: unknown };

/**
 * What the registry refused, and why.
 *
 * @throws UsageError when it was not the registry that refused: the call is wrong, or there is no such portal
 */
export function refusalOf(error: unknown, url: string): Refusal {
  if (error instanceof UsageError) throw error;
  if (error instanceof NothingHeld) {
    const { name, message } = error;
    return refusal({ name, message, code: 'NO_RESERVATION' });
  }
  if (!ResponseError.is(error)) throw unreachable(error, url);
  const { statusCode, body } = error;
  const { name, message, code, details } = body.error as Refused;
  if (statusCode === 401) {
    throw new UsageError(
      `the portal does not know who asks (401); give a token of its external access with --token or DOCKMASTER_TOKEN`,
    );
  }
  if (statusCode === 404 && code === undefined) {
    throw new UsageError(
      `${url} has no registry of ports (404): --url is the base URL of a Backstage backend with Dockmaster`,
    );
  }
  if (statusCode === 400) throw new UsageError(message);
  if (statusCode >= 500) {
    throw new UsageError(
      `the portal failed (${code ?? statusCode}): ${message}`,
    );
  }
  return refusal({ name, message, code, details });
}

/** An error of the registry's, as it is sent. */
type Refused = {
  name: string;
  message: string;
  code?: string;
  details?: unknown;
};

function refusal({ name, message, code = name, details }: Refused): Refusal {
  return { code, message, json: { error: { name, message, code, details } } };
}

function unreachable(error: unknown, url: string): unknown {
  const { name, message, cause } = error as Error & { cause?: Error };
  if (name === 'TimeoutError') {
    return new UsageError(`${url} did not answer in ${PATIENCE_MS / 1_000} s`);
  }
  if (name === 'SyntaxError') {
    return new UsageError(
      `${url} answers, but not as a backend does: --url is the base URL of the backend, not of the pages`,
    );
  }
  if (message === 'fetch failed') {
    const reason = cause?.message || cause?.name || message;
    return new UsageError(`${url} cannot be reached: ${reason}`);
  }
  return error;
}
