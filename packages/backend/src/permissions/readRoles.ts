import { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { Roles } from './FleetPolicy';

/**
 * Reads `permission.roles`; a role that is not there has nobody.
 *
 * @throws InputError when something is no entity ref, with its place
 */
export function readRoles(config: RootConfigService): Roles {
  const read = (role: keyof Roles) => {
    const key = `permission.roles.${role}`;
    const refs = config.getOptionalStringArray(key) ?? [];
    return refs.map((ref, index) => readRef(ref, `${key}[${index}]`));
  };
  return {
    platform: read('platform'),
    developers: read('developers'),
    readers: read('readers'),
  };
}

/** As sign-in writes them: in lower case. */
function readRef(ref: string, key: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref)).toLocaleLowerCase('en-US');
  } catch {
    throw new InputError(
      `${key} is "${ref}", which is no entity ref. Write it as group:default/platform.`,
    );
  }
}
