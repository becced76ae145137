import { UsageError } from '../Environment';

/**
 * A port that a flag names.
 *
 * @throws UsageError when it is no number
 */
export function toPort(text: string): number {
  if (!/^\d{1,5}$/.test(text))
    throw new UsageError(`${JSON.stringify(text)} is no port`);
  return Number(text);
}
