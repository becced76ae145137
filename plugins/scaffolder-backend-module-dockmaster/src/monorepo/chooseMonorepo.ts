import { InputError } from '@backstage/errors';
import { Monorepo } from '@huleedu/plugin-dockmaster-common';

/**
 * The configured monorepo with this URL; without a URL the only one.
 *
 * @throws InputError if there is none, or several could be meant
 */
export function chooseMonorepo(monorepos: Monorepo[], url?: string): Monorepo {
  const names = monorepos.map(monorepo => monorepo.url).join(', ');
  if (monorepos.length === 0) {
    throw new InputError(
      'No monorepo is configured. Add one to dockmaster.monorepos.',
    );
  }
  if (url === undefined) {
    if (monorepos.length === 1) return monorepos[0];
    throw new InputError(
      `There are several monorepos. Set the input "monorepo" to one of: ${names}`,
    );
  }
  const isSame = (other: string) => withSlash(other) === withSlash(url);
  const found = monorepos.find(monorepo => isSame(monorepo.url));
  if (!found) {
    throw new InputError(
      `${url} is not in dockmaster.monorepos. Use one of: ${names}`,
    );
  }
  return found;
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
