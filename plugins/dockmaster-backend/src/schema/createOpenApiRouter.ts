import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { json } from 'express';
import spec from './openapi.json';

/** Some requests contain files; anything larger than a few of the largest is refused before it is parsed. */
const LARGEST_BODY = '8mb';

/** Validates requests against openapi.yaml, and serves it at `/openapi.json`. */
export const createOpenApiRouter = () =>
  createValidatedOpenApiRouter(spec as never, {
    middleware: [json({ limit: LARGEST_BODY })],
  });
