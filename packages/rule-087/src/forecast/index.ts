export * from './Forecast';
export * from './loadForecast';
export * from './summarizeForecast';
