import { ResponseError } from '@backstage/errors';

/** An error response of the Dockmaster backend. The log of a task shows only messages, so this has the message of the response. */
export class RegistryError extends Error {
  /** A code for programs, such as `PORT_TAKEN`. Undefined if the response has none. */
  readonly code?: string;

  constructor({ cause }: ResponseError) {
    super(cause.message);
    this.name = cause.name;
    const code: unknown = Reflect.get(cause, 'code');
    if (typeof code === 'string') this.code = code;
  }

  static has(error: unknown, code: string): error is RegistryError {
    return error instanceof RegistryError && error.code === code;
  }
}
