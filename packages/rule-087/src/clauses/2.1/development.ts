import { requiredStage } from '../requiredStage';

export const development = requiredStage('development', {
  title: 'Development stage',
  rationale:
    'A stage of its own lets development reload code without touching what production runs.',
  example: {
    file: 'dockerfile',
    passes: 'FROM base AS development',
    fails: 'FROM base AS dev',
  },
});
