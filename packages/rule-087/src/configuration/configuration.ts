import { SchemaObject } from 'ajv';
import { clauses } from '../clauses';

const text: SchemaObject = { type: 'string', minLength: 1 };
const texts: SchemaObject = { type: 'array', items: text };
const variables: SchemaObject = {
  type: 'object',
  additionalProperties: text,
};
const port: SchemaObject = { type: 'integer', minimum: 1, maximum: 65535 };
const range = object({ from: port, to: port }, 'Both ends included', [
  'from',
  'to',
]);

function object(
  properties: Record<string, SchemaObject>,
  description: string,
  required: string[] = [],
): SchemaObject {
  return {
    type: 'object',
    description,
    additionalProperties: false,
    properties,
    required,
  };
}

const pools: Record<string, SchemaObject> = {
  http: { ...range, description: 'HTTP ports, both ends included' },
  database: {
    ...range,
    description: 'Host ports of databases, both ends included',
  },
  prometheusOffset: {
    type: 'integer',
    minimum: 1,
    maximum: 65534,
    description: 'Prometheus port = HTTP port + this',
  },
  blocked: {
    type: 'array',
    description: 'Numbers that something else holds, and what that is',
    items: object({ port, reason: text }, 'A port that is not handed out', [
      'port',
      'reason',
    ]),
  },
};

/** JSON schema of `dockmaster.yaml`, which is also what `dockmaster.standard` of the portal holds. @public */
export const configurationSchema: SchemaObject = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title:
    'dockmaster.yaml: what an organisation has otherwise than rule 087 as written',
  ...object(
    {
      image: object(
        { name: text, version: text, variant: text },
        'The image under the runtime stages: name:version-variant',
      ),
      stages: object(
        { base: text, development: text, production: text },
        'Names of the three stages',
      ),
      coreEnvironment: {
        ...variables,
        description:
          'What every runtime stage must hold; replaces the whole list',
      },
      quartEnvironment: {
        ...variables,
        description: 'What Quart services must hold besides',
      },
      host: { ...text, description: 'The address that services bind' },
      aptPackages: {
        ...texts,
        description: 'System packages of every service',
      },
      appDirectory: text,
      servicesDirectory: text,
      librariesDirectory: text,
      libraries: { ...texts, description: 'Folders of the shared libraries' },
      lockFile: text,
      user: text,
      command: { ...texts, minItems: 1, description: 'What CMD must be' },
      healthPaths: texts,
      ports: object(
        {
          ...pools,
          environments: {
            type: 'object',
            description:
              'Further environments, and what each has otherwise than the default one',
            propertyNames: { pattern: '^[a-z][a-z0-9-]{0,62}$' },
            additionalProperties: object(pools, 'The pools of an environment'),
          },
        },
        'The pools of the environment default',
      ),
      accept: object(
        {
          'frozen-lock': { type: 'boolean' },
          'shared-deps-image': texts,
          'builder-runtime-split': { type: 'boolean' },
        },
        'Deviations that are accepted: the clauses that forbid them pass',
      ),
      severities: {
        type: 'object',
        description: 'Clause id → severity',
        propertyNames: { enum: clauses.map(({ id }) => id) },
        additionalProperties: { enum: ['must', 'should', 'optional'] },
      },
    },
    'Every key is optional; what is left out is as the rule has it',
  ),
};
