export { dockmasterApiRef } from './dockmasterApiRef';
