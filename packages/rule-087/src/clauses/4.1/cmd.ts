import { CMD } from '../exampleInstructions';
import { runtimeCommand } from '../runtimeCommand';

export const developmentCommand = runtimeCommand('development', {
  file: 'dockerfile',
  passes: CMD,
  fails: 'CMD ["python", "app.py"]',
});
