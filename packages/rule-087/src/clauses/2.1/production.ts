import { requiredStage } from '../requiredStage';

export const production = requiredStage('production', {
  title: 'Production stage',
  rationale:
    'A stage of its own keeps what only development needs out of production.',
  example: {
    file: 'dockerfile',
    passes: 'FROM base AS production',
    fails: 'FROM base AS prod',
  },
});
