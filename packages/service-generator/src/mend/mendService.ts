import {
  BlockedPort,
  Declaration,
  examine,
  Fix,
  FixOptions,
  fixService,
  SourceFile,
  Sources,
  Standard,
} from '@huleedu/rule-087';
import { dockerfileOf } from '../dockerfileOf';
import { followPorts } from './followPorts';
import { withFiles } from './withFiles';

/** @public */
export type MendOptions = Pick<FixOptions, 'ports'> & {
  /** Numbers that somebody else has though the files do not tell: for this service they are blocked, so it moves away from them. */
  taken?: BlockedPort[];
  /** Prometheus' configuration: where the service's metrics move to another port, its targets follow. */
  prometheus?: SourceFile;
};

/**
 * Brings a service into line, as far as that goes by itself: what it is on the command line, in the portal and in a template. Pure.
 *
 * @remarks
 * As {@link fixService}; a Dockerfile that must be written anew becomes that of a new service, and what follows from a new port is changed with it.
 * `unifiedPatch` makes a diff of the files.
 *
 * @public
 */
export function mendService(
  sources: Sources,
  standard: Standard,
  declaration: Declaration,
  { ports, taken = [], prometheus }: MendOptions = {},
): Fix {
  const blocked = [...standard.ports.blocked, ...taken];
  const fix = fixService(
    sources,
    { ...standard, ports: { ...standard.ports, blocked } },
    declaration,
    { ports, rewrite: facts => dockerfileOf(facts, standard) },
  );
  if (!prometheus || fix.files.length === 0) return fix;
  const portsOf = (files: Sources) =>
    examine(files, standard, declaration).ports;
  const followed = followPorts(
    prometheus,
    declaration.service,
    portsOf(sources),
    portsOf(withFiles(sources, fix.files)),
  );
  return followed ? { ...fix, files: [...fix.files, followed] } : fix;
}
