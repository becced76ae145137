export { polledEvery } from './polledEvery';
export { queryKeys } from './queryKeys';
export { QueryProvider } from './QueryProvider';
