import {
  environmentsOf,
  PortPools,
  poolsOf,
  Standard,
} from '@huleedu/rule-087';
import { PortError } from './PortError';

/**
 * The pools of an environment that somebody named.
 *
 * @throws PortError UNKNOWN_ENVIRONMENT
 */
export function environmentPools(
  standard: Standard,
  environment: string,
): PortPools {
  const pools = poolsOf(standard, environment);
  if (pools) return pools;
  const known = environmentsOf(standard);
  throw new PortError(
    400,
    'UNKNOWN_ENVIRONMENT',
    `There is no environment ${environment}; there are: ${known.join(', ')}.`,
    { field: 'environment', environments: known },
  );
}
