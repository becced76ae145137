export { createOpenApiRouter } from './createOpenApiRouter';
