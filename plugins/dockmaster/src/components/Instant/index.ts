export { Instant } from './Instant';
export { timeLeft } from './timeLeft';
export { shortInstant, Until } from './Until';
