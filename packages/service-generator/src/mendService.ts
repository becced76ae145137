import {
  Declaration,
  Fix,
  FixOptions,
  fixService,
  Sources,
  Standard,
} from '@huleedu/rule-087';
import { dockerfileOf } from './dockerfileOf';

/**
 * Brings a service into line, as far as that goes by itself: what it is on the command line, in the portal and in a template. Pure.
 *
 * @remarks
 * As {@link fixService}, and a Dockerfile that must be written anew becomes that of a new service. `unifiedPatch` makes a diff of its files.
 *
 * @public
 */
export function mendService(
  sources: Sources,
  standard: Standard,
  declaration: Declaration,
  options: Pick<FixOptions, 'ports'> = {},
): Fix {
  return fixService(sources, standard, declaration, {
    ...options,
    rewrite: facts => dockerfileOf(facts, standard),
  });
}
