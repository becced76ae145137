import { runtimeWorkdir } from '../runtimeWorkdir';

export const developmentWorkdir = runtimeWorkdir('development', {
  file: 'dockerfile',
  passes: 'WORKDIR /app/services/identity_service',
  fails: 'WORKDIR /app',
});
