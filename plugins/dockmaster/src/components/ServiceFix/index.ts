export { FixContent } from './FixContent';
export { ServiceFix } from './ServiceFix';
