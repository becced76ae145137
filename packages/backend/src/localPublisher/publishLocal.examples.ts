import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Commit the changes of earlier steps to the working copy',
    example: stringify({
      steps: [
        {
          id: 'publish',
          name: 'Commit',
          action: 'dockmaster:publish:local',
          input: {
            message: 'Create billing_service',
          },
        },
      ],
    }),
  },
];
