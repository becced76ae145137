import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      'Fail where the service of an earlier step does not keep the rule',
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
