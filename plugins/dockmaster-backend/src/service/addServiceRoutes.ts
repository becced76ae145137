import { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ListServicesRequest } from '@huleedu/plugin-dockmaster-common';
import express, { Request } from 'express';
import { Audited } from './audited';
import { ServiceReports } from './ServiceReports';

/** The routes of the services and their reports, below `/services`. */
export function addServiceRoutes(
  router: express.Router,
  options: {
    httpAuth: HttpAuthService;
    audited: Audited;
    reports: ServiceReports;
  },
) {
  const { httpAuth, audited, reports } = options;
  const service = '/services/:namespace/:kind/:name';

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

  router.get(service, async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const entityRef = entityRefOf(request);
    response.json(
      await audited(request, 'service-get', { entityRef }, () =>
        reports.get(entityRef, { credentials }),
      ),
    );
  });

  router.get(`${service}/history`, async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const entityRef = entityRefOf(request);
    const items = await audited(request, 'service-history', { entityRef }, () =>
      reports.history(entityRef, { credentials }),
    );
    response.json({ items });
  });

  router.get(`${service}/forecast`, async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const entityRef = entityRefOf(request);
    response.json(
      await audited(request, 'service-forecast', { entityRef }, () =>
        reports.forecast(entityRef, { credentials }),
      ),
    );
  });

  router.get(`${service}/fix`, async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const entityRef = entityRefOf(request);
    response.json(
      await audited(request, 'service-fix', { entityRef }, () =>
        reports.fix(entityRef, { credentials }),
      ),
    );
  });

  router.post(`${service}/refresh`, async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const entityRef = entityRefOf(request);
    response.json(
      await audited(request, 'service-refresh', { entityRef }, () =>
        reports.refresh(entityRef, { credentials }),
      ),
    );
  });
}

function entityRefOf({ params }: Request): string {
  const { kind, namespace, name } = params;
  return stringifyEntityRef({ kind, namespace, name });
}
