export { FileDiff } from './FileDiff';
