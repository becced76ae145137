import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { ListServicesRequest } from '@huleedu/plugin-dockmaster-common';
import { clauses, explainClause } from '@huleedu/rule-087';
import express, { Request } from 'express';
import { createOpenApiRouter } from './openapi';
import { ServiceReports } from './ServiceReports';

/** HTTP in, HTTP out: every request is validated, audited and authorized by what it is given. */
export async function createRouter(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  reports: ServiceReports;
}): Promise<express.Router> {
  const { auditor, httpAuth, reports } = options;
  const router = (await createOpenApiRouter()) as unknown as express.Router;

  const audited = async <T>(
    request: Request,
    eventId: string,
    meta: Record<string, string>,
    act: () => Promise<T>,
  ) => {
    const isWrite = request.method !== 'GET';
    const event = await auditor.createEvent({
      eventId,
      severityLevel: isWrite ? 'medium' : 'low',
      request,
      meta,
    });
    try {
      const result = await act();
      await event.success();
      return result;
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  };

  router.get('/services', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const query = request.query as Record<string, string | undefined>;
    const list: ListServicesRequest = {
      ...query,
      limit: query.limit === undefined ? undefined : Number(query.limit),
    };
    response.json(
      await audited(request, 'service-list', {}, () =>
        reports.list(list, { credentials }),
      ),
    );
  });

  router.get('/services/:namespace/:kind/:name', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const entityRef = entityRefOf(request);
    response.json(
      await audited(request, 'service-get', { entityRef }, () =>
        reports.get(entityRef, { credentials }),
      ),
    );
  });

  router.get(
    '/services/:namespace/:kind/:name/history',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request);
      const entityRef = entityRefOf(request);
      const items = await audited(
        request,
        'service-history',
        { entityRef },
        () => reports.history(entityRef, { credentials }),
      );
      response.json({ items });
    },
  );

  router.post(
    '/services/:namespace/:kind/:name/refresh',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request);
      const entityRef = entityRefOf(request);
      response.json(
        await audited(request, 'service-refresh', { entityRef }, () =>
          reports.refresh(entityRef, { credentials }),
        ),
      );
    },
  );

  router.get('/clauses', async (request, response) => {
    await httpAuth.credentials(request);
    response.json({ items: clauses.map(explainClause) });
  });

  return router;
}

function entityRefOf({ params }: Request): string {
  const { kind, namespace, name } = params;
  return stringifyEntityRef({ kind, namespace, name });
}
