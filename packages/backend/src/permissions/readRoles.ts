import { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { Roles } from './FleetPolicy';

/**
 * Reads `permission.roles`. A missing role has no members.
 *
 * @throws InputError if a value is not an entity ref, with its key
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

/** Sign-in gives refs in lower case. */
function readRef(ref: string, key: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref)).toLocaleLowerCase('en-US');
  } catch {
    throw new InputError(
      `${key} is "${ref}", which is not an entity ref. Use the form group:default/platform.`,
    );
  }
}
