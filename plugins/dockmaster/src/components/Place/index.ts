export { Place } from './Place';
export { PortPlaces } from './PortPlaces';
