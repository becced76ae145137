import { ResponseError } from '@backstage/errors';

/** What the Dockmaster backend said when it refused: the log of a task shows messages alone, and this one says more than a status. */
export class RegistryError extends Error {
  /** For programs, for example `PORT_TAKEN`; undefined where the backend gave none. */
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
