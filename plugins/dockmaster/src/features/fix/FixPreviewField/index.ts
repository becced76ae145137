export { fixPreviewField } from './field';
