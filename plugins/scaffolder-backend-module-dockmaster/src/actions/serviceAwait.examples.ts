import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Wait for a service that was published, and for its ports',
    example: stringify({
      steps: [
        {
          id: 'await',
          name: 'Wait for the catalog',
          action: 'dockmaster:service:await',
          input: {
            entityRef: 'component:default/billing-service',
            reservation: '${{ steps.reserve.output.id }}',
          },
        },
      ],
    }),
  },
  {
    description:
      'Wait until a service that was retired is gone from the catalog',
    example: stringify({
      steps: [
        {
          id: 'await',
          name: 'Wait for the catalog',
          action: 'dockmaster:service:await',
          input: {
            entityRef: 'component:default/billing-service',
            until: 'gone',
            timeout: 'PT2M',
          },
        },
      ],
    }),
  },
];
