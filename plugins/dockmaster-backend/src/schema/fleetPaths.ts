import { body, entityRef, itemsOf, json, path, ref, refQuery } from './parts';

const text = { type: 'string' };
const file = { type: 'string', maxLength: 1024 * 1024 };
const number = { type: 'integer' };

export const fleetSchemas = {
  CheckRequest: {
    type: 'object',
    additionalProperties: false,
    required: ['dockerfile'],
    properties: {
      service: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$' },
      kind: { type: 'string', enum: ['http', 'worker', 'job'] },
      framework: { type: 'string', enum: ['quart', 'fastapi', 'none'] },
      prefix: { type: 'string', pattern: '^[A-Z][A-Z0-9_]{0,62}$' },
      dockerfile: file,
      pyproject: file,
      compose: {
        type: 'array',
        maxItems: 20,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['path', 'content'],
          properties: {
            path: { type: 'string', minLength: 1, maxLength: 500 },
            content: file,
          },
        },
      },
    },
  },
  Waiver: {
    type: 'object',
    required: ['id', 'entityRef', 'clause', 'reason', 'by', 'createdAt'],
    properties: {
      id: text,
      entityRef: text,
      clause: text,
      reason: text,
      until: { type: 'string', format: 'date' },
      by: text,
      createdAt: { type: 'string', format: 'date-time' },
    },
  },
  CreateWaiverRequest: {
    type: 'object',
    additionalProperties: false,
    required: ['entityRef', 'clause', 'reason'],
    properties: {
      entityRef,
      clause: { type: 'string', maxLength: 100 },
      reason: { type: 'string', minLength: 1, maxLength: 1000 },
      until: { type: 'string', format: 'date' },
    },
  },
  FleetSummary: {
    type: 'object',
    required: ['total', 'clauses', 'owners'],
    properties: {
      total: {
        type: 'object',
        properties: { services: number, conforming: number },
      },
      clauses: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'pass', 'fail', 'unknown', 'waived'],
          properties: { id: text, pass: number, fail: number },
        },
      },
      owners: {
        type: 'array',
        items: {
          type: 'object',
          required: ['owner', 'services'],
          properties: {
            owner: { type: 'string', nullable: true },
            services: number,
          },
        },
      },
    },
  },
};

/** The rule, the whole fleet, files from elsewhere, waivers. */
export const fleetPaths = {
  '/clauses': {
    get: {
      operationId: 'ListClauses',
      description: 'The clauses of the rule',
      responses: { '200': json('{ items }') },
    },
  },
  '/summary': {
    get: {
      operationId: 'GetSummary',
      description: 'The services that the caller may read, in numbers',
      responses: {
        '200': json('By clause and by owner', ref('FleetSummary')),
      },
    },
  },
  '/check': {
    post: {
      operationId: 'Check',
      description: 'Judges the files of the request; nothing is stored',
      requestBody: body(ref('CheckRequest')),
      responses: { '200': json('The report') },
    },
  },
  '/waivers': {
    get: {
      operationId: 'ListWaivers',
      description: 'Clauses that services need not hold',
      parameters: [refQuery('entityRef')],
      responses: { '200': json('{ items }', itemsOf('Waiver')) },
    },
    post: {
      operationId: 'CreateWaiver',
      description: 'Lets a service not hold a clause, with a reason',
      requestBody: body(ref('CreateWaiverRequest')),
      responses: {
        '201': json('The waiver', ref('Waiver')),
        '404': json('There is no such service', ref('Error')),
        '409': json('The clause is waived already', ref('Error')),
      },
    },
  },
  '/waivers/{id}': {
    delete: {
      operationId: 'DeleteWaiver',
      description: 'Ends a waiver',
      parameters: [path('id', 100)],
      responses: {
        '204': { description: 'It is gone' },
        '404': json('There is no such waiver', ref('Error')),
      },
    },
  },
};
