export { PortsContent } from './PortsContent';
export { PortsPage } from './PortsPage';
