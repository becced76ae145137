import { CMD } from '../exampleInstructions';
import { runtimeCommand } from '../runtimeCommand';

export const productionCommand = runtimeCommand('production', {
  file: 'dockerfile',
  passes: CMD,
  fails: 'CMD pdm run start',
});
