import { BlockedPort, Declaration, Sources, Standard } from '@huleedu/rule-087';
import { dockerfileOf } from '@huleedu/service-generator';
import { FixResult, FixOptions } from './FixResult';
import { fixSources } from './fixSources';

/** @public */
export type ServiceFixOptions = FixOptions & {
  /** Numbers that somebody else has though the files do not show it: they are blocked for this service, so it moves away from them. */
  taken?: BlockedPort[];
};

/**
 * Fixes a service's violations of rule 087 as far as that needs no decision. Pure.
 *
 * @notes
 * The command line, the portal and the templates share it. A Dockerfile that must be rewritten becomes that of a new service. `unifiedPatch` of
 * `@huleedu/text-edits` makes a diff of the result's files.
 *
 * @public
 */
export function fixService(
  sources: Sources,
  standard: Standard,
  declaration: Declaration,
  { taken = [], ...options }: ServiceFixOptions = {},
): FixResult {
  const blocked = [...standard.ports.blocked, ...taken];
  return fixSources(
    sources,
    { ...standard, ports: { ...standard.ports, blocked } },
    declaration,
    { rewrite: facts => dockerfileOf(facts, standard), ...options },
  );
}
