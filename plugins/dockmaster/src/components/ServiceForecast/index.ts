export { ServiceForecast } from './ServiceForecast';
