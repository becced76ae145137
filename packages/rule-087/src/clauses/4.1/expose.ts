import { EXPOSE } from '../exampleInstructions';
import { runtimeExpose } from '../runtimeExpose';

export const developmentExpose = runtimeExpose('development', {
  file: 'dockerfile',
  passes: EXPOSE,
  fails: 'EXPOSE ${IDENTITY_HTTP_PORT}',
});
