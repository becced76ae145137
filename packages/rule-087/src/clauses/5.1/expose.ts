import { EXPOSE } from '../exampleInstructions';
import { runtimeExpose } from '../runtimeExpose';

export const productionExpose = runtimeExpose('production', {
  file: 'dockerfile',
  passes: EXPOSE,
  fails: 'EXPOSE ${IDENTITY_HTTP_PORT}',
});
