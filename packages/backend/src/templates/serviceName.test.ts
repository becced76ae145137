import { SERVICE_NAME_PATTERN } from '@huleedu/rule-087/serviceName';
import { readTemplate } from '@internal/portal-test-utils';

it.each(['create-service', 'create-service-pull-request'])(
  'accepts the names in %s that the engine accepts',
  async template => {
    const { spec } = await readTemplate(template);
    const { name } = spec.parameters.find(
      (page: { properties: object }) => 'name' in page.properties,
    ).properties;
    expect(name.pattern).toBe(SERVICE_NAME_PATTERN);
  },
);
