import { HttpAuthService } from '@backstage/backend-plugin-api';
import { reportCheckPermission } from '@huleedu/plugin-dockmaster-common';
import { clauses, explainClause, Standard } from '@huleedu/rule-087';
import express from 'express';
import { Audited } from './audited';
import { Authorization } from '../access/Authorization';
import { judgeContent } from './judgeContent';
import { ServiceReports } from './ServiceReports';
import { Waivers } from '../waivers/Waivers';

/** The routes of what concerns no single service: the rule, the whole fleet, files from elsewhere, waivers. */
export function addFleetRoutes(
  router: express.Router,
  options: {
    httpAuth: HttpAuthService;
    audited: Audited;
    authorization: Authorization;
    reports: ServiceReports;
    standard: Standard;
    waivers: Waivers;
  },
) {
  const { httpAuth, audited, authorization, reports, standard, waivers } =
    options;

  router.get('/clauses', async (request, response) => {
    await httpAuth.credentials(request);
    response.json({ items: clauses.map(explainClause) });
  });

  router.get('/summary', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    response.json(
      await audited(request, 'fleet-summary', {}, () =>
        reports.summary({ credentials }),
      ),
    );
  });

  router.post('/check', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const today = new Date().toISOString().slice(0, 10);
    response.json(
      await audited(request, 'content-check', {}, async () => {
        await authorization.require(reportCheckPermission, { credentials });
        return judgeContent(request.body, standard, today);
      }),
    );
  });

  router.get('/waivers', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { entityRef } = request.query as { entityRef?: string };
    const items = await audited(request, 'waiver-list', {}, () =>
      waivers.list(entityRef, { credentials }),
    );
    response.json({ items });
  });

  router.post('/waivers', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { entityRef, clause } = request.body;
    response
      .status(201)
      .json(
        await audited(request, 'waiver-create', { entityRef, clause }, () =>
          waivers.create(request.body, { credentials }),
        ),
      );
  });

  router.delete('/waivers/:id', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { id } = request.params;
    await audited(request, 'waiver-delete', { waiver: id }, () =>
      waivers.delete(id, { credentials }),
    );
    response.status(204).end();
  });
}
