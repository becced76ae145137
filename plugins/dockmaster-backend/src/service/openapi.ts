import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';

const entityParameters = ['namespace', 'kind', 'name'].map(name => ({
  name,
  in: 'path' as const,
  required: true,
  schema: { type: 'string' as const, minLength: 1, maxLength: 253 },
}));

const json = (description: string) => ({
  description,
  content: { 'application/json': { schema: {} } },
});

/** The REST API of the plugin; requests are validated against it, and it is served at `/openapi.json`. */
export const spec = {
  openapi: '3.0.3',
  info: {
    title: 'dockmaster',
    version: '1',
    description: 'What the services of the catalog keep of rule 087',
    license: {
      name: 'Apache-2.0',
      url: 'http://www.apache.org/licenses/LICENSE-2.0.html',
    },
  },
  servers: [{ url: '/' }],
  paths: {
    '/services': {
      get: {
        operationId: 'ListServices',
        description: 'The services that the caller may read, a page at a time',
        parameters: [
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 200 },
          },
          {
            name: 'cursor',
            in: 'query',
            schema: { type: 'string', maxLength: 500 },
          },
          {
            name: 'state',
            in: 'query',
            schema: {
              type: 'string',
              enum: ['checked', 'pending', 'no-dockerfile', 'unreadable'],
            },
          },
          {
            name: 'conforms',
            in: 'query',
            schema: { type: 'string', enum: ['true', 'false', 'undecided'] },
          },
          {
            name: 'sort',
            in: 'query',
            schema: {
              type: 'string',
              enum: ['entityRef', 'score', 'checkedAt'],
            },
          },
          {
            name: 'order',
            in: 'query',
            schema: { type: 'string', enum: ['asc', 'desc'] },
          },
        ],
        responses: { '200': json('{ items, nextCursor? }') },
      },
    },
    '/services/{namespace}/{kind}/{name}': {
      get: {
        operationId: 'GetService',
        description: 'One service with its report',
        parameters: entityParameters,
        responses: { '200': json('The service') },
      },
    },
    '/services/{namespace}/{kind}/{name}/history': {
      get: {
        operationId: 'GetServiceHistory',
        description: 'The latest changes of its verdicts, the newest first',
        parameters: entityParameters,
        responses: { '200': json('{ items }') },
      },
    },
    '/services/{namespace}/{kind}/{name}/refresh': {
      post: {
        operationId: 'RefreshService',
        description:
          'Reads its files anew, judges them, and answers with the outcome',
        parameters: entityParameters,
        responses: { '200': json('The service') },
      },
    },
    '/clauses': {
      get: {
        operationId: 'ListClauses',
        description: 'The clauses of the rule',
        responses: { '200': json('{ items }') },
      },
    },
  },
} as const;

export const createOpenApiRouter = () =>
  createValidatedOpenApiRouter(spec as never);
