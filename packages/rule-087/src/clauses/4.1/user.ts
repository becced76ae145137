import { runtimeUser } from '../runtimeUser';

export const developmentUser = runtimeUser('development', {
  file: 'dockerfile',
  passes: 'USER appuser',
  fails: 'USER root',
});
