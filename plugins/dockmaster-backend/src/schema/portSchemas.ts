import { entityRef, environment, instant, itemsOf, port, ref } from './parts';

const kind = { type: 'string', enum: ['http', 'worker'] };
const role = { type: 'string', enum: ['http', 'prometheus', 'database'] };
const text = { type: 'string' };

const ports = {
  type: 'object',
  properties: { http: port, prometheus: port, database: port },
};

const reused = {
  type: 'array',
  description: 'Numbers that were still in quarantine: nothing else was left',
  items: {
    type: 'object',
    required: ['port', 'previousOwner', 'until'],
    properties: { port, previousOwner: text, until: instant },
  },
};

const ttl = {
  type: 'string',
  maxLength: 50,
  description: 'How long a lease lasts, as an ISO 8601 duration',
  example: 'PT24H',
};
const pullRequest = { type: 'string', format: 'uri', maxLength: 2000 };

/** Requests and answers of the port registry. */
export const portSchemas = {
  ReserveRequest: {
    type: 'object',
    additionalProperties: false,
    required: ['owner'],
    properties: {
      owner: { ...entityRef, example: 'component:default/billing-service' },
      environment,
      kind,
      database: { type: 'boolean' },
      ports: {
        type: 'object',
        description: 'Explicit numbers, honoured or refused',
        additionalProperties: false,
        properties: { http: port, database: port },
      },
      state: { type: 'string', enum: ['leased', 'active'] },
      ttl,
      task: { type: 'string', maxLength: 200 },
      pullRequest,
    },
  },
  RenewRequest: {
    type: 'object',
    additionalProperties: false,
    properties: { ttl, pullRequest },
  },
  TransferRequest: {
    type: 'object',
    additionalProperties: false,
    required: ['owner'],
    properties: { owner: entityRef },
  },
  ImportRequest: {
    type: 'object',
    additionalProperties: false,
    properties: {
      environment,
      dryRun: {
        type: 'boolean',
        description: 'By default true: says what would be written',
      },
    },
  },
  Reservation: {
    type: 'object',
    required: [
      'id',
      'version',
      'owner',
      'environment',
      'kind',
      'state',
      'requester',
      'ports',
      'createdAt',
      'updatedAt',
    ],
    properties: {
      id: text,
      version: { type: 'integer' },
      owner: text,
      environment: text,
      kind,
      state: { type: 'string', enum: ['leased', 'active'] },
      requester: text,
      expiresAt: instant,
      ports,
      task: text,
      pullRequest: text,
      createdAt: instant,
      updatedAt: instant,
      reused,
    },
  },
  ReservationPage: itemsOf('Reservation'),
  PortPreview: {
    type: 'object',
    required: ['preview', 'binding', 'owner', 'environment', 'kind', 'ports'],
    properties: {
      preview: { type: 'boolean', enum: [true] },
      binding: { type: 'boolean', enum: [false] },
      owner: text,
      environment: text,
      kind,
      ports,
      held: { type: 'boolean' },
      reused,
    },
  },
  PortRelease: {
    type: 'object',
    required: ['released', 'ports'],
    properties: {
      released: { type: 'boolean' },
      ports,
      quarantinedUntil: instant,
    },
  },
  PortPlace: {
    type: 'object',
    required: ['file', 'line'],
    properties: {
      file: text,
      line: { type: 'integer' },
      url: text,
      owner: text,
      composeService: text,
    },
  },
  PoolPort: {
    type: 'object',
    required: ['port', 'state'],
    properties: {
      port,
      state: {
        type: 'string',
        enum: [
          'free',
          'leased',
          'active',
          'quarantined',
          'blocked',
          'observed',
          'conflict',
        ],
      },
      owner: text,
      until: instant,
      reason: text,
      partner: port,
      places: { type: 'array', items: ref('PortPlace') },
      role,
    },
  },
  PortOverview: {
    type: 'object',
    required: ['environment', 'environments', 'pools', 'outside'],
    properties: {
      environment: text,
      environments: { type: 'array', items: text },
      pools: {
        type: 'array',
        items: {
          type: 'object',
          required: ['name', 'from', 'to', 'ports'],
          properties: {
            name: role,
            from: port,
            to: port,
            ports: { type: 'array', items: ref('PoolPort') },
          },
        },
      },
      outside: { type: 'array', items: ref('PoolPort') },
    },
  },
  PortEvent: {
    type: 'object',
    required: ['at', 'environment', 'action', 'owner', 'actor', 'port', 'role'],
    properties: {
      at: instant,
      environment: text,
      action: {
        type: 'string',
        enum: [
          'reserved',
          'confirmed',
          'renewed',
          'released',
          'expired',
          'transferred',
          'imported',
        ],
      },
      owner: text,
      actor: text,
      port,
      role,
      reservation: text,
      detail: text,
    },
  },
  PortHistory: itemsOf('PortEvent'),
  PortDrift: {
    type: 'object',
    required: ['code', 'environment', 'message', 'places'],
    properties: {
      code: {
        type: 'string',
        enum: [
          'UNREGISTERED',
          'CONFLICT',
          'OUT_OF_POOL',
          'OFFSET_DRIFT',
          'MISMATCH',
          'LITERAL',
          'UNRESOLVED',
          'NOT_SEEN',
        ],
      },
      environment: text,
      message: text,
      owner: text,
      role: { type: 'string' },
      port,
      registered: port,
      places: { type: 'array', items: ref('PortPlace') },
    },
  },
  PortImport: {
    type: 'object',
    required: ['environment', 'dryRun', 'rows'],
    properties: {
      environment: text,
      dryRun: { type: 'boolean' },
      rows: {
        type: 'array',
        items: {
          type: 'object',
          required: ['owner', 'outcome', 'ports', 'reason', 'places'],
          properties: {
            owner: text,
            outcome: {
              type: 'string',
              enum: [
                'assigned',
                'legacy',
                'unchanged',
                'blocked',
                'conflict',
                'not-applicable',
              ],
            },
            ports,
            reason: text,
            places: { type: 'array', items: ref('PortPlace') },
          },
        },
      },
    },
  },
};
