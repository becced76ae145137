import {
  body,
  environment,
  itemsOf,
  json,
  pageParameters,
  path,
  port,
  query,
  ref,
  refQuery,
} from './parts';

const inEnvironment = query('environment', environment);
const byId = path('id', 100);
/** Not required here: its absence has a status of its own, 428. */
const ifMatch = {
  name: 'If-Match',
  in: 'header',
  description: 'The version that the change is based on; 428 without',
  schema: { type: 'string', maxLength: 100 },
};
const refusals = {
  '403': json('The caller may not', ref('Error')),
  '404': json('There is no such reservation', ref('Error')),
  '409': json('The registry refuses; code and details say why', ref('Error')),
  '412': json('The reservation was changed since', ref('Error')),
  '428': json('If-Match is missing', ref('Error')),
  '503': json('The registry is busy; see Retry-After', ref('Error')),
};

const change = (
  operationId: string,
  description: string,
  schema: object | undefined,
  required = false,
) => ({
  post: {
    operationId,
    description,
    parameters: [byId, ifMatch],
    ...(schema && { requestBody: body(schema, required) }),
    responses: {
      '200': json('The reservation, with its new version', ref('Reservation')),
      ...refusals,
    },
  },
});

/** The registry of ports. */
export const portPaths = {
  '/ports': {
    get: {
      operationId: 'GetPorts',
      description: 'Every number of the pools, and what is known of it',
      parameters: [inEnvironment],
      responses: { '200': json('The pools', ref('PortOverview')) },
    },
  },
  '/ports/preview': {
    post: {
      operationId: 'PreviewPorts',
      description: 'What reserving would give now; binds nobody',
      requestBody: body(ref('ReserveRequest')),
      responses: {
        '200': json('The ports, not reserved', ref('PortPreview')),
        ...refusals,
      },
    },
  },
  '/ports/reservations': {
    get: {
      operationId: 'ListReservations',
      description: 'The reservations, a page at a time',
      parameters: [
        ...pageParameters,
        inEnvironment,
        refQuery('owner'),
        query('state', { type: 'string', enum: ['leased', 'active'] }),
        query('port', port),
        refQuery('requester'),
      ],
      responses: {
        '200': json('{ items, nextCursor? }', ref('ReservationPage')),
      },
    },
    post: {
      operationId: 'ReservePorts',
      description:
        'Takes a bundle of ports for an owner, or returns the one that it has',
      requestBody: body(ref('ReserveRequest')),
      responses: {
        '200': json('The owner had it already', ref('Reservation')),
        '201': json('The new reservation', ref('Reservation')),
        ...refusals,
      },
    },
  },
  '/ports/reservations/{id}': {
    get: {
      operationId: 'GetReservation',
      description: 'One reservation',
      parameters: [byId],
      responses: {
        '200': json('The reservation', ref('Reservation')),
        '404': json('There is no such reservation', ref('Error')),
      },
    },
    delete: {
      operationId: 'ReleasePorts',
      description:
        'Gives the ports back; they rest in quarantine for a while. What is not there counts as released',
      parameters: [byId, ifMatch],
      responses: {
        '200': json('What became of them', ref('PortRelease')),
        ...refusals,
      },
    },
  },
  '/ports/reservations/{id}/confirm': change(
    'ConfirmPorts',
    'Makes a lease stay',
    { type: 'object' },
  ),
  '/ports/reservations/{id}/renew': change(
    'RenewPorts',
    'Lets a lease last longer',
    ref('RenewRequest'),
  ),
  '/ports/reservations/{id}/transfer': change(
    'TransferPorts',
    'Gives the ports to another owner, as when a service is renamed',
    ref('TransferRequest'),
    true,
  ),
  '/ports/history': {
    get: {
      operationId: 'GetPortHistory',
      description: 'What happened to a port or an owner, the newest first',
      parameters: [
        ...pageParameters,
        inEnvironment,
        query('port', port),
        refQuery('owner'),
      ],
      responses: { '200': json('{ items, nextCursor? }', ref('PortHistory')) },
    },
  },
  '/ports/drift': {
    get: {
      operationId: 'GetPortDrift',
      description: 'Where the fleet’s files, the registry and the pools differ',
      parameters: [inEnvironment],
      responses: { '200': json('{ items }', itemsOf('PortDrift')) },
    },
  },
  '/ports/import': {
    post: {
      operationId: 'ImportPorts',
      description:
        'Registers what the fleet’s files say, without moving anyone; by default a dry run',
      requestBody: body(ref('ImportRequest'), false),
      responses: {
        '200': json('A row for each service', ref('PortImport')),
        ...refusals,
      },
    },
  },
};
