import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      'Keep the ports until the pull request of an earlier step is merged',
    example: stringify({
      steps: [
        {
          id: 'renew',
          name: 'Keep the ports',
          action: 'dockmaster:ports:renew',
          input: {
            id: '${{ steps.reserve.output.id }}',
            pullRequest: '${{ steps.publish.output.remoteUrl }}',
          },
        },
      ],
    }),
  },
];
