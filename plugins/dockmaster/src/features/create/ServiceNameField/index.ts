export { serviceNameField } from './field';
export { serviceEntityRef, faultOfName } from './serviceName';
