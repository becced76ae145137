import { parseEntityRef, UserEntity } from '@backstage/catalog-model';
import { Author } from './WorkingCopy';

/** The user who started a task, as the author of its commit. */
export function authorOf(
  user: { entity?: UserEntity; ref?: string } | undefined,
): Author {
  const profile = user?.entity?.spec?.profile;
  const name = user?.ref ? parseEntityRef(user.ref).name : 'unknown';
  return {
    name: plain(profile?.displayName ?? name),
    email: plain(profile?.email ?? `${name}@localhost`),
  };
}

/** Git ends a name at these characters. */
function plain(text: string): string {
  return text.replace(/[<>\r\n\0]/g, '').trim() || 'unknown';
}
