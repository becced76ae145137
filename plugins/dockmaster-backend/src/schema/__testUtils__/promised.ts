import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { Response } from 'supertest';
import { spec } from '..';

const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
ajv.addSchema({ $id: 'api', components: spec.components });

/** Says where an answer is not what the API's description promises. */
export function promised(name: string, { body }: Response) {
  const validate = ajv.getSchema(`api#/components/schemas/${name}`)!;
  return validate(body) ? [] : validate.errors;
}
