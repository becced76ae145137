import { Clause } from '../Clause';
import { judgeVariables } from '../environmentVariables';

export const coreEnvironment: Clause = {
  id: '2.2.core-env',
  section: '2.2',
  title: 'Core environment',
  severity: 'must',
  rationale:
    'Logs come unbuffered, PDM installs beside the code, and imports resolve from /app.',
  example: {
    file: 'dockerfile',
    passes: 'ENV PYTHONUNBUFFERED=1 \\\n',
    fails: 'ENV PYTHONUNBUFFERED=0 \\\n',
  },
  decide: (model, standard) =>
    judgeVariables(model, model.runtimeStages, standard.coreEnvironment),
};
