import { InputError } from '@backstage/errors';
import { Monorepo } from '@huleedu/plugin-dockmaster-common';

/**
 * The configured monorepo of this URL; without a URL the only one.
 *
 * @throws InputError where none is meant, or several could be
 */
export function chooseMonorepo(monorepos: Monorepo[], url?: string): Monorepo {
  const names = monorepos.map(monorepo => monorepo.url).join(', ');
  if (monorepos.length === 0) {
    throw new InputError(
      'No monorepo is configured: name one in dockmaster.monorepos.',
    );
  }
  if (url === undefined) {
    if (monorepos.length === 1) return monorepos[0];
    throw new InputError(
      `There are several monorepos; say which is meant by "monorepo": ${names}`,
    );
  }
  const isSame = (other: string) => withSlash(other) === withSlash(url);
  const found = monorepos.find(monorepo => isSame(monorepo.url));
  if (!found) {
    throw new InputError(
      `${url} is not one of dockmaster.monorepos, which are: ${names}`,
    );
  }
  return found;
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
