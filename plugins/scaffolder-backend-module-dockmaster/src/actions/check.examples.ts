import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Fail if the service of an earlier step violates rule 087',
    example: stringify({
      steps: [
        {
          id: 'check',
          name: 'Check the service',
          action: 'dockmaster:check',
        },
      ],
    }),
  },
];
