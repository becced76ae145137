import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Fix a service, as far as that goes without another port',
    example: stringify({
      steps: [
        {
          id: 'fix',
          name: 'Fix the service',
          action: 'dockmaster:service:fix',
          input: {
            entityRef: 'component:default/billing-service',
          },
        },
      ],
    }),
  },
  {
    description:
      'Find the ports that a service needs, reserve them, and fix the service with them',
    example: stringify({
      steps: [
        {
          id: 'look',
          name: 'Find the ports that it needs',
          action: 'dockmaster:service:fix',
          input: {
            entityRef: 'component:default/grading-service',
            preview: true,
          },
        },
        {
          id: 'reserve',
          name: 'Reserve the ports',
          if: '${{ steps.look.output.needs | length > 0 }}',
          action: 'dockmaster:ports:reserve',
          input: {
            owner: '${{ steps.look.output.entityRef }}',
            kind: "${{ 'http' if 'http' in steps.look.output.needs else 'worker' }}",
            database: "${{ 'database' in steps.look.output.needs }}",
          },
        },
        {
          id: 'fix',
          name: 'Fix the service',
          action: 'dockmaster:service:fix',
          input: {
            entityRef: '${{ steps.look.output.entityRef }}',
            ports: '${{ steps.reserve.output.ports }}',
          },
        },
      ],
    }),
  },
];
