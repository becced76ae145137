import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Remove a service from its monorepo',
    example: stringify({
      steps: [
        {
          id: 'retire',
          name: 'Remove the service',
          action: 'dockmaster:service:retire',
          input: {
            entityRef: 'component:default/billing-service',
          },
        },
      ],
    }),
  },
];
