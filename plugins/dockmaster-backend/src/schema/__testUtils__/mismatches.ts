import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { Response } from 'supertest';
import spec from '../openapi.json';

type Schema = { $ref: string } | object;
type Answer = {
  $ref?: string;
  content?: { 'application/json': { schema?: Schema } };
};
type Operation = { operationId: string; responses: Record<string, Answer> };

const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
ajv.addSchema({ $id: 'api', components: spec.components });

/** Every operation of the API's description, with the paths that it answers. */
export const operations = Object.entries(spec.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(
      ([method, operation]) => ({
        ...operation,
        method: method.toUpperCase(),
        path: new RegExp(
          `^/api/dockmaster${path.replace(/\{[^}]+\}/g, '[^/]+')}$`,
        ),
      }),
    ),
);

/** The operation that gave an answer. A path without parameters wins. */
export function operationOf({ request }: Response) {
  const { method, url } = request as unknown as { method: string; url: string };
  const { pathname } = new URL(url);
  const candidates = operations.filter(
    operation => operation.method === method && operation.path.test(pathname),
  );
  if (candidates.length === 0)
    throw new Error(`openapi.yaml does not describe ${method} ${pathname}`);
  return candidates[0];
}

/** Differences between an answer and its description; `[]` if there are none. */
export function mismatches(response: Response): unknown[] {
  const { operationId, responses } = operationOf(response);
  const { status, body } = response;
  const described =
    responses[status] ?? (status >= 400 ? responses.default : undefined);
  if (!described)
    return [`${operationId}: status ${status} is not described`, body];
  const { content } = described.$ref ? shared(described.$ref) : described;
  if (status === 204) return content ? [`${operationId}: 204 has a body`] : [];
  const schema = content?.['application/json'].schema;
  if (!schema || Object.keys(schema).length === 0)
    return [`${operationId}: status ${status} has no schema`];
  const validate = ajv.compile(
    JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')),
  );
  return validate(body) ? [] : validate.errors!;
}

function shared(ref: string): Answer {
  const name = ref.slice(ref.lastIndexOf('/') + 1);
  return (spec.components.responses as Record<string, Answer>)[name];
}
