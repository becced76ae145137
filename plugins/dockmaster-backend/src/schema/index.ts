export { createOpenApiRouter, spec } from './openapi';
