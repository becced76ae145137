/**
 * Shows how a service keeps rule 087, on its catalog page.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export { dockmasterApiRef } from './shared/dockmasterApiRef';
export { isService } from './isService';
