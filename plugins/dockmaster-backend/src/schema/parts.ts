/** Pieces that operations of the API are made of. */

export const port = { type: 'integer', minimum: 1, maximum: 65535 };
export const instant = { type: 'string', format: 'date-time' };
export const entityRef = { type: 'string', minLength: 1, maxLength: 500 };
export const environment = { type: 'string', minLength: 1, maxLength: 100 };

export const json = (description: string, schema: object = {}) => ({
  description,
  content: { 'application/json': { schema } },
});

export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export const itemsOf = (name: string) => ({
  type: 'object',
  required: ['items'],
  properties: {
    items: { type: 'array', items: ref(name) },
    nextCursor: { type: 'string' },
  },
});

export const query = (name: string, schema: object) => ({
  name,
  in: 'query',
  schema,
});

/** Entity refs have a colon and a slash, which nobody encodes by hand. */
export const refQuery = (name: string) => ({
  ...query(name, entityRef),
  allowReserved: true,
});

export const path = (name: string, maxLength: number) => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string', minLength: 1, maxLength },
});

export const entityParameters = ['namespace', 'kind', 'name'].map(name =>
  path(name, 253),
);

export const pageParameters = [
  query('limit', { type: 'integer', minimum: 1, maximum: 200 }),
  query('cursor', { type: 'string', maxLength: 500 }),
];

export const body = (schema: object, required = true) => ({
  required,
  content: { 'application/json': { schema } },
});
