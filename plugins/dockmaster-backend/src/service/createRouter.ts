import {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Standard } from '@huleedu/rule-087';
import express from 'express';
import { createOpenApiRouter } from '../schema';
import { addFleetRoutes } from './addFleetRoutes';
import { addPortRoutes } from './addPortRoutes';
import { addServiceRoutes } from './addServiceRoutes';
import { createAudited } from './audited';
import { Authorization } from '../access/Authorization';
import { PortRegistry } from '../registry/PortRegistry';
import { ServiceReports } from './ServiceReports';
import { Waivers } from '../waivers/Waivers';

/** HTTP in, HTTP out: every request is validated, audited and authorized by what it is given. */
export async function createRouter(options: {
  auditor: AuditorService;
  authorization: Authorization;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  reports: ServiceReports;
  registry: PortRegistry;
  waivers: Waivers;
  standard: Standard;
}): Promise<express.Router> {
  const { auditor, httpAuth } = options;
  const router = (await createOpenApiRouter()) as unknown as express.Router;
  const audited = createAudited(auditor);

  addServiceRoutes(router, { ...options, httpAuth, audited });
  addFleetRoutes(router, { ...options, httpAuth, audited });
  addPortRoutes(router, { ...options, httpAuth, audited });
  return router;
}
