import Ajv, { ErrorObject } from 'ajv';
import { configurationSchema } from './configuration';

/**
 * What is wrong with overrides by the schema alone.
 *
 * @notes
 * To compile the schema takes longer than everything else that a check does, so the command line's bundle holds this function compiled;
 * see its `build.mjs`.
 */
export function validateConfiguration(overrides: unknown): ErrorObject[] {
  // The schema is ours and tested: it need not be judged by its own schema.
  const ajv = new Ajv({ allErrors: true, meta: false, validateSchema: false });
  const isValid = ajv.compile(configurationSchema);
  isValid(overrides);
  return isValid.errors ?? [];
}
