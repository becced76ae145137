import { COPY_CODE } from '../exampleInstructions';
import { runtimeCopyCode } from '../runtimeCopyCode';

export const productionCopyCode = runtimeCopyCode('production', {
  file: 'dockerfile',
  passes: COPY_CODE,
  fails: 'COPY services/identity_service/ /srv/',
});
