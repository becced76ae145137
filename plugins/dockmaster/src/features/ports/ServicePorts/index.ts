export { ServicePorts } from './ServicePorts';
