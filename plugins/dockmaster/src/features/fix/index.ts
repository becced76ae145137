export { ServiceFix } from './ServiceFix';
