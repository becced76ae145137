import {
  BlockedPort,
  Declaration,
  Fix,
  FixOptions,
  fixService,
  Sources,
  Standard,
} from '@huleedu/rule-087';
import { dockerfileOf } from './dockerfileOf';

/** @public */
export type MendOptions = Pick<
  FixOptions,
  'ports' | 'neighbours' | 'isNamedElsewhere'
> & {
  /** Numbers that somebody else has though the files do not tell: for this service they are blocked, so it moves away from them. */
  taken?: BlockedPort[];
};

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
  { taken = [], ...options }: MendOptions = {},
): Fix {
  const blocked = [...standard.ports.blocked, ...taken];
  return fixService(
    sources,
    { ...standard, ports: { ...standard.ports, blocked } },
    declaration,
    { ...options, rewrite: facts => dockerfileOf(facts, standard) },
  );
}
