import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Give back the ports of a service that is retired',
    example: stringify({
      steps: [
        {
          id: 'release',
          name: 'Release the ports',
          action: 'dockmaster:ports:release',
          input: {
            owner: 'component:default/billing-service',
          },
        },
      ],
    }),
  },
  {
    description: 'Give back a reservation',
    example: stringify({
      steps: [
        {
          id: 'release',
          name: 'Release the ports',
          action: 'dockmaster:ports:release',
          input: {
            id: '${{ steps.reserve.output.id }}',
          },
        },
      ],
    }),
  },
];
