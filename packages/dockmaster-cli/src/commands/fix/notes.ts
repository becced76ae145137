import { GivenPorts } from '@huleedu/service-fixer';
import { FixedService } from './fixInTurn';

/** What is to be said of a service besides its diff: what remains and why, which ports nothing needed, and who still names an old one. */
export function notesOn(
  { service, remaining, unused, staleReferences, files }: FixedService,
  ports: GivenPorts,
): string[] {
  return [
    ...remaining.map(({ id, reason, needs }) => {
      const advice = needs ? ` Give it: --${needs}-port N` : '';
      return `${service}: ${id} remains: ${reason}${advice}`;
    }),
    ...unused.map(
      role =>
        `${service}: --${role}-port ${ports[role]} is ignored, since nothing asks for another port`,
    ),
    ...files.flatMap(({ path, renamedFrom }) =>
      renamedFrom === undefined
        ? []
        : `${service}: ${renamedFrom} is ${path} now; what else names it, such as CI or a script, is yours to change`,
    ),
    ...staleReferences.map(
      ({ path, line, port, now }) =>
        `${service}: ${path}:${line} still names ${port}, which is ${now} now`,
    ),
  ];
}
