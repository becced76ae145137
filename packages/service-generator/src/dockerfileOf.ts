import { ServiceFacts, Standard } from '@huleedu/rule-087';
import { render } from './templates/render';
import { viewOf } from './templates/view';

/**
 * The Dockerfile that a new service of these facts would have: what a service that is already there is brought into line with.
 *
 * @public
 */
export function dockerfileOf(facts: ServiceFacts, standard: Standard): string {
  const { name, kind, framework, prefix, httpPort, aptPackages } = facts;
  const spec = {
    name,
    description: '',
    owner: '',
    kind: kind === 'http' ? ('http' as const) : ('worker' as const),
    framework: framework === 'none' ? undefined : framework,
    database: false,
    prefix,
    ports: { http: httpPort },
    aptPackages,
  };
  const libraries = facts.libraries.map(path => ({ path, project: path }));
  return render(
    'common/Dockerfile.dev',
    viewOf(spec, standard, { libraries, context: '.', composeArguments: '' }),
  );
}
