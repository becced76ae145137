import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { json } from 'express';
import { fleetPaths, fleetSchemas } from './fleetPaths';
import { portPaths } from './portPaths';
import { portSchemas } from './portSchemas';
import { servicePaths, serviceSchemas } from './servicePaths';

/** An error of Backstage; those of the registry have a code and details besides. */
const Error = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['name', 'message'],
      properties: {
        name: { type: 'string' },
        message: { type: 'string' },
        code: { type: 'string', example: 'POOL_EXHAUSTED' },
        details: { type: 'object' },
      },
    },
  },
};

/** The REST API of the plugin; requests are validated against it, and it is served at `/openapi.json`. */
export const spec = {
  openapi: '3.0.3',
  info: {
    title: 'dockmaster',
    version: '1',
    description:
      'What the services of the catalog keep of rule 087, and which ports they have',
    license: {
      name: 'Apache-2.0',
      url: 'http://www.apache.org/licenses/LICENSE-2.0.html',
    },
  },
  servers: [{ url: '/' }],
  components: {
    schemas: { Error, ...serviceSchemas, ...fleetSchemas, ...portSchemas },
  },
  paths: { ...servicePaths, ...fleetPaths, ...portPaths },
};

/** Files come with some requests; what is larger than a few of the largest is refused before it is parsed. */
const LARGEST_BODY = '8mb';

export const createOpenApiRouter = () =>
  createValidatedOpenApiRouter(spec as never, {
    middleware: [json({ limit: LARGEST_BODY })],
  });
