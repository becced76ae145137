/**
 * The name of a service. Apart from the engine, so that a browser loads this alone.
 *
 * @packageDocumentation
 */

/**
 * A service's name, which is also its folder's and its Compose service's: 2 to 63 of a–z, 0–9 and `_`, beginning with a letter and not ending in `_`.
 *
 * @public
 */
export const SERVICE_NAME_PATTERN = '^[a-z][a-z0-9_]{0,61}[a-z0-9]$';

const serviceName = new RegExp(SERVICE_NAME_PATTERN);

/** Whether a service may have this name. @public */
export function isServiceName(name: string): boolean {
  return serviceName.test(name);
}
