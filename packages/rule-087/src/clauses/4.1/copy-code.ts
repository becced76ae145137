import { COPY_CODE } from '../exampleInstructions';
import { runtimeCopyCode } from '../runtimeCopyCode';

export const developmentCopyCode = runtimeCopyCode('development', {
  file: 'dockerfile',
  passes: COPY_CODE,
  fails: 'COPY services/identity_service/ /srv/',
});
