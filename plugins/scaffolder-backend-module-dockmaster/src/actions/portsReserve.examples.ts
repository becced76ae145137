import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Reserve the ports of a new HTTP service with a database',
    example: stringify({
      steps: [
        {
          id: 'reserve',
          name: 'Reserve ports',
          action: 'dockmaster:ports:reserve',
          input: {
            service: 'invoicing_service',
            kind: 'http',
            database: true,
          },
        },
      ],
    }),
  },
  {
    description: 'Reserve a number that was chosen, for a week',
    example: stringify({
      steps: [
        {
          id: 'reserve',
          name: 'Reserve ports',
          action: 'dockmaster:ports:reserve',
          input: {
            owner: 'component:default/invoicing-service',
            ports: {
              http: 7017,
            },
            ttl: 'P7D',
          },
        },
      ],
    }),
  },
  {
    description: 'Reserve the database port of a worker',
    example: stringify({
      steps: [
        {
          id: 'reserve',
          name: 'Reserve ports',
          action: 'dockmaster:ports:reserve',
          input: {
            owner: 'component:default/reminder-service',
            kind: 'worker',
            database: true,
          },
        },
      ],
    }),
  },
];
