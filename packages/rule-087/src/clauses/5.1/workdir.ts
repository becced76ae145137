import { runtimeWorkdir } from '../runtimeWorkdir';

export const productionWorkdir = runtimeWorkdir('production', {
  file: 'dockerfile',
  passes: 'WORKDIR /app/services/identity_service',
  fails: 'WORKDIR /app',
});
