import { runtimeUser } from '../runtimeUser';

export const productionUser = runtimeUser('production', {
  file: 'dockerfile',
  passes: 'USER appuser',
  fails: 'USER 0',
});
