import {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { clauses, explainClause } from '@huleedu/rule-087';
import express from 'express';
import { createOpenApiRouter } from '../schema';
import { addPortRoutes } from './addPortRoutes';
import { addServiceRoutes } from './addServiceRoutes';
import { createAudited } from './audited';
import { PortRegistry } from './PortRegistry';
import { ServiceReports } from './ServiceReports';

/** HTTP in, HTTP out: every request is validated, audited and authorized by what it is given. */
export async function createRouter(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  reports: ServiceReports;
  registry: PortRegistry;
}): Promise<express.Router> {
  const { auditor, httpAuth, logger, reports, registry } = options;
  const router = (await createOpenApiRouter()) as unknown as express.Router;
  const audited = createAudited(auditor);

  addServiceRoutes(router, { httpAuth, audited, reports });
  addPortRoutes(router, { httpAuth, audited, registry, logger });
  router.get('/clauses', async (request, response) => {
    await httpAuth.credentials(request);
    response.json({ items: clauses.map(explainClause) });
  });
  return router;
}
