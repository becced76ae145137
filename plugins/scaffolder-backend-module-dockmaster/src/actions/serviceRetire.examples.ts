import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Take a service out of its monorepo',
    example: stringify({
      steps: [
        {
          id: 'retire',
          name: 'Take the service out',
          action: 'dockmaster:service:retire',
          input: {
            entityRef: 'component:default/billing-service',
          },
        },
      ],
    }),
  },
];
