import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';

/** Resolves `file:` URLs, and refuses those outside the roots. */
export class LocalFileRoots {
  readonly #roots: string[];

  private constructor(roots: string[]) {
    this.#roots = roots;
  }

  static create(roots: string[]) {
    const relativeRoot = roots.find(root => !isAbsolute(root));
    if (relativeRoot !== undefined) {
      throw new InputError(
        `localFiles.roots must be absolute paths, but one is "${relativeRoot}"`,
      );
    }
    return new LocalFileRoots(roots.map(root => resolve(root)));
  }

  /**
   * The real path of a `file:` URL, after symbolic links are resolved.
   *
   * @throws NotAllowedError if it is outside the roots, or leads outside. The error does not tell if it exists.
   * @throws NotFoundError if it is inside, but does not exist.
   */
  async resolveUrl(url: string): Promise<string> {
    return this.resolvePath(toPath(url));
  }

  async resolvePath(path: string): Promise<string> {
    if (!this.#roots.some(root => isWithin(root, path))) throw notAllowed(path);
    const real = await realpathOrNotFound(path);
    const realRoots = await Promise.all(this.#roots.map(existingRealpath));
    if (!realRoots.some(root => root !== undefined && isWithin(root, real))) {
      throw notAllowed(path);
    }
    return real;
  }
}

function toPath(url: string): string {
  try {
    return resolve(fileURLToPath(url));
  } catch (error) {
    throw new InputError(`"${url}" is not a URL of a local file`, error);
  }
}

function isWithin(root: string, path: string): boolean {
  const rest = relative(root, path);
  return rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest);
}

function notAllowed(path: string) {
  return new NotAllowedError(
    `Reading ${path} is not allowed: it is not in one of the directories that localFiles.roots names`,
  );
}

async function realpathOrNotFound(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new NotFoundError(`There is no file ${path}`);
    }
    if (code === 'ELOOP') {
      throw new InputError(`The symbolic links of ${path} form a loop`);
    }
    throw error;
  }
}

async function existingRealpath(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
}
