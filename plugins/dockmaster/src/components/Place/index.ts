export { Place } from './Place';
