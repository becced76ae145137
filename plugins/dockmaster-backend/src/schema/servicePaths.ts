import {
  entityParameters,
  json,
  pageParameters,
  port,
  query,
  ref,
} from './parts';

const text = { type: 'string' };
const texts = { type: 'array', items: text };

export const serviceSchemas = {
  ServiceFix: {
    type: 'object',
    additionalProperties: false,
    required: [
      'entityRef',
      'patch',
      'files',
      'fixed',
      'remaining',
      'ports',
      'conforms',
      'score',
    ],
    properties: {
      entityRef: text,
      patch: {
        ...text,
        description:
          'One unified diff, with paths from the monorepo’s root; empty when nothing changes',
      },
      files: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['path', 'patch'],
          properties: {
            path: text,
            patch: text,
            renamedFrom: { ...text, description: 'The path that it had' },
          },
        },
      },
      fixed: { ...texts, description: 'Ids of clauses' },
      remaining: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['id', 'reason'],
          properties: {
            id: text,
            reason: text,
            needs: {
              type: 'string',
              enum: ['http', 'database'],
              description: 'The port that would have to be reserved',
            },
          },
        },
      },
      ports: {
        type: 'object',
        description: 'Those that are reserved for it',
        additionalProperties: false,
        properties: { http: port, database: port },
      },
      taken: {
        type: 'array',
        description: 'Ports in its files that somebody else has',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['port', 'reason'],
          properties: { port, reason: text },
        },
      },
      waived: { ...texts, description: 'Clauses that need not be fixed' },
      staleReferences: {
        type: 'array',
        description: 'Lines that still name a port which moves',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['path', 'line', 'port', 'now'],
          properties: {
            path: text,
            line: { type: 'integer', minimum: 1 },
            port,
            now: port,
          },
        },
      },
      conforms: { type: 'boolean', nullable: true },
      score: { type: 'integer', minimum: 0, maximum: 100, nullable: true },
    },
  },
};

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
  '/services/{namespace}/{kind}/{name}/fix': {
    get: {
      operationId: 'GetServiceFix',
      description:
        'The fix of a service, as a diff of its files; nothing is written',
      parameters: entityParameters,
      responses: { '200': json('The diff', ref('ServiceFix')) },
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
