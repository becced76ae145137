export { createOpenApiRouter } from './openapi';
