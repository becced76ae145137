import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      'Create an HTTP service in Quart with a database, on the ports of an earlier step',
    example: stringify({
      steps: [
        {
          id: 'create',
          name: 'Write the service',
          action: 'dockmaster:service:create',
          input: {
            name: 'invoicing_service',
            description: 'Invoices schools',
            owner: 'group:default/accounts-team',
            kind: 'http',
            framework: 'quart',
            database: true,
            ports: '${{ steps.reserve.output.ports }}',
          },
        },
      ],
    }),
  },
  {
    description: 'Create a worker with a Debian package of its own',
    example: stringify({
      steps: [
        {
          id: 'create',
          name: 'Write the service',
          action: 'dockmaster:service:create',
          input: {
            name: 'reminder_service',
            description: 'Sends e-mail',
            owner: 'group:default/accounts-team',
            kind: 'worker',
            aptPackages: ['libmagic1'],
          },
        },
      ],
    }),
  },
];
