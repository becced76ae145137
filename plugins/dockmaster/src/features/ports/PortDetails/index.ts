export { PortDetails } from './PortDetails';
