import { Framework, ServiceKind, Standard } from '@huleedu/rule-087';
import { render } from './templates/render';
import { viewOf } from './templates/view';

/** Facts about a service that its Dockerfile is generated from. @public */
export type ServiceFacts = {
  name: string;
  kind: ServiceKind;
  framework: Framework;
  /** Of its environment variables, without the trailing `_`. */
  prefix: string;
  /** Undefined for what serves none. */
  httpPort?: number;
  /** Folders of the shared libraries, from the repository's root. */
  libraries: string[];
  /** Debian packages besides those of the standard. */
  aptPackages: string[];
};

/**
 * The Dockerfile that a new service of these facts would have. The fixer rewrites an existing service's Dockerfile with it.
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
