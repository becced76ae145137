import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Make the ports of an earlier step stay',
    example: stringify({
      steps: [
        {
          id: 'confirm',
          name: 'Confirm the ports',
          action: 'dockmaster:ports:confirm',
          input: {
            id: '${{ steps.reserve.output.id }}',
          },
        },
      ],
    }),
  },
];
