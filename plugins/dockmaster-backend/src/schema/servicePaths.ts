import { entityParameters, json, pageParameters, query } from './parts';

/** What the services keep of the rule. */
export const servicePaths = {
  '/services': {
    get: {
      operationId: 'ListServices',
      description: 'The services that the caller may read, a page at a time',
      parameters: [
        ...pageParameters,
        query('state', {
          type: 'string',
          enum: ['checked', 'pending', 'no-dockerfile', 'unreadable'],
        }),
        query('conforms', {
          type: 'string',
          enum: ['true', 'false', 'undecided'],
        }),
        query('sort', {
          type: 'string',
          enum: ['entityRef', 'score', 'checkedAt'],
        }),
        query('order', { type: 'string', enum: ['asc', 'desc'] }),
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
  '/services/{namespace}/{kind}/{name}/forecast': {
    get: {
      operationId: 'GetServiceForecast',
      description: 'What an edit of it makes the builder run again',
      parameters: entityParameters,
      responses: { '200': json('{ targets, summary? }') },
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
};
