/** Why the registry refuses, in a word for programs. */
export type PortErrorCode =
  | 'INVALID_OWNER'
  | 'INVALID_DURATION'
  | 'UNKNOWN_ENVIRONMENT'
  | 'NOTHING_TO_RESERVE'
  | 'PORT_OUT_OF_POOL'
  | 'VERSION_REQUIRED'
  | 'STALE_VERSION'
  | 'NO_RESERVATION'
  | 'NOT_LEASED'
  | 'OWNER_HELD'
  | 'OWNER_HAS_OTHER'
  | 'PORT_TAKEN'
  | 'POOL_EXHAUSTED'
  | 'REGISTRY_BUSY'
  | 'REGISTRY_FAILED';

const NAMES: Record<number, string> = {
  400: 'InputError',
  403: 'NotAllowedError',
  404: 'NotFoundError',
  409: 'ConflictError',
  412: 'PreconditionFailedError',
  428: 'PreconditionRequiredError',
  503: 'ServiceUnavailableError',
};

/** A refusal of the registry as clients get it: a Backstage error with a code and what would help. */
export class PortError extends Error {
  readonly statusCode: number;
  readonly code: PortErrorCode;
  /** What would help: who holds a number, which numbers free up when, the field at fault. */
  readonly details?: Record<string, unknown>;

  constructor(
    statusCode: number,
    code: PortErrorCode,
    message: string,
    details?: Record<string, unknown>,
  ) {
    super(message);
    this.name = NAMES[statusCode] ?? 'Error';
    this.statusCode = statusCode;
    this.code = code;
    this.details = details;
  }
}
