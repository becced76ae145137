import { HttpAuthService, LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { PortHistoryRequest } from '@huleedu/plugin-dockmaster-common';
import express, { NextFunction, Request, Response } from 'express';
import { PortError } from '../ports/PortError';
import { Audited } from './audited';
import { PortRegistry } from '../registry/PortRegistry';

/** The routes of the port registry, below `/ports`. */
export function addPortRoutes(
  router: express.Router,
  options: {
    httpAuth: HttpAuthService;
    audited: Audited;
    registry: PortRegistry;
    logger: LoggerService;
  },
) {
  const { httpAuth, audited, registry, logger } = options;

  const handle =
    (
      act: (
        request: Request,
        response: Response,
        caller: {
          credentials: Awaited<ReturnType<typeof httpAuth.credentials>>;
        },
      ) => Promise<void>,
    ) =>
    async (request: Request, response: Response, next: NextFunction) => {
      try {
        const credentials = await httpAuth.credentials(request);
        await act(request, response, { credentials });
      } catch (error) {
        next(presentable(error, response, logger));
      }
    };

  router.get(
    '/ports',
    handle(async (request, response, caller) => {
      const { environment } = queryOf(request);
      response.json(
        await audited(request, 'port-overview', {}, () =>
          registry.overview(environment, caller),
        ),
      );
    }),
  );

  router.get(
    '/ports/drift',
    handle(async (request, response, caller) => {
      const { environment } = queryOf(request);
      const items = await audited(request, 'port-drift', {}, () =>
        registry.drift(environment, caller),
      );
      response.json({ items });
    }),
  );

  router.get(
    '/ports/history',
    handle(async (request, response, caller) => {
      const { environment, owner, cursor, ...numbers } = queryOf(request);
      const history: PortHistoryRequest = {
        environment,
        owner,
        cursor,
        port: numberOf(numbers.port),
        limit: numberOf(numbers.limit),
      };
      response.json(
        await audited(request, 'port-history', {}, () =>
          registry.history(history, caller),
        ),
      );
    }),
  );

  router.post(
    '/ports/preview',
    handle(async (request, response, caller) => {
      const { owner } = request.body;
      response.json(
        await audited(request, 'port-preview', { owner }, () =>
          registry.preview(request.body, caller),
        ),
      );
    }),
  );

  router.get(
    '/ports/reservations',
    handle(async (request, response, caller) => {
      const { port, limit, ...texts } = queryOf(request);
      response.json(
        await audited(request, 'port-list', {}, () =>
          registry.list(
            { ...texts, port: numberOf(port), limit: numberOf(limit) },
            caller,
          ),
        ),
      );
    }),
  );

  router.post(
    '/ports/reservations',
    handle(async (request, response, caller) => {
      const { owner } = request.body;
      const { reservation, created } = await audited(
        request,
        'port-reserve',
        { owner },
        () => registry.reserve(request.body, caller),
      );
      response
        .status(created ? 201 : 200)
        .setHeader('ETag', etagOf(reservation.version))
        .json(reservation);
    }),
  );

  router.get(
    '/ports/reservations/:id',
    handle(async (request, response, caller) => {
      const { id } = request.params;
      const reservation = await audited(
        request,
        'port-get',
        { reservation: id },
        () => registry.get(id, caller),
      );
      response.setHeader('ETag', etagOf(reservation.version)).json(reservation);
    }),
  );

  for (const action of ['confirm', 'renew', 'transfer'] as const) {
    router.post(
      `/ports/reservations/:id/${action}`,
      handle(async (request, response, caller) => {
        const { id } = request.params;
        const version = versionOf(request);
        const body = request.body ?? {};
        const acts = {
          confirm: () => registry.confirm(id, version, caller),
          renew: () => registry.renew(id, version, body, caller),
          transfer: () => registry.transfer(id, version, body.owner, caller),
        };
        const reservation = await audited(
          request,
          `port-${action}`,
          { reservation: id },
          acts[action],
        );
        response
          .setHeader('ETag', etagOf(reservation.version))
          .json(reservation);
      }),
    );
  }

  router.delete(
    '/ports/reservations/:id',
    handle(async (request, response, caller) => {
      const { id } = request.params;
      const version = versionOf(request);
      response.json(
        await audited(request, 'port-release', { reservation: id }, () =>
          registry.release(id, version, caller),
        ),
      );
    }),
  );

  router.post(
    '/ports/import',
    handle(async (request, response, caller) => {
      const body = request.body ?? {};
      response.json(
        await audited(
          request,
          'port-import',
          { dryRun: String(body.dryRun ?? true) },
          () => registry.import(body, caller),
        ),
      );
    }),
  );
}

function queryOf({ query }: Request): Record<string, any> {
  return query;
}

function numberOf(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function etagOf(version: number): string {
  return `"${version}"`;
}

/** @throws PortError when `If-Match` is missing, or names no version */
function versionOf(request: Request): number {
  const header = request.header('If-Match');
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header?.trim() ?? '')?.[1];
  if (version !== undefined) return Number(version);
  throw header === undefined
    ? new PortError(
        428,
        'VERSION_REQUIRED',
        'A change needs the version that it is based on: send the reservation’s "version" as If-Match.',
        { header: 'If-Match' },
      )
    : new PortError(
        412,
        'STALE_VERSION',
        `If-Match is ${header}, which is no version of a reservation. Send the reservation’s "version", as in If-Match: "3".`,
        { header: 'If-Match' },
      );
}

/** Of an error that nobody foresaw, a client learns nothing: it may hold SQL. */
function presentable(
  error: unknown,
  response: Response,
  logger: LoggerService,
): unknown {
  if (error instanceof PortError) {
    const { retryAfterSeconds } = error.details ?? {};
    if (typeof retryAfterSeconds === 'number')
      response.setHeader('Retry-After', String(retryAfterSeconds));
    return error;
  }
  const isForeseen =
    isError(error) &&
    /^(Input|NotAllowed|NotFound|Conflict|Authentication|ServiceUnavailable|Response)Error$/.test(
      error.name,
    );
  if (isForeseen) return error;
  logger.error(
    'The port registry failed',
    isError(error) ? error : new Error(String(error)),
  );
  return new PortError(
    500,
    'REGISTRY_FAILED',
    'The port registry failed, and nothing was changed. The log of the backend says why.',
  );
}
