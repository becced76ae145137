import {
  ComposeModel,
  ComposeService,
  isUnknownPort,
  PublishedPort,
} from '../../compose/ComposeModel';
import { Clause } from '../Clause';
import {
  fail,
  notApplicable,
  ofComposeService,
  pass,
  unknown,
} from '../placedDecisions';

type Claim = {
  service: ComposeService;
  port: PublishedPort & { host: { from: number; to: number } };
};

function claimsOf(services: Iterable<ComposeService>): Claim[] {
  return [...services].flatMap(service =>
    service.ports.flatMap(port =>
      isUnknownPort(port) || !port.host
        ? []
        : [{ service, port: { ...port, host: port.host } }],
    ),
  );
}

function collide(a: Claim, b: Claim): boolean {
  const everywhere = (ip: string | undefined) =>
    ip === undefined || ip === '0.0.0.0' || ip === '::';
  return (
    a.service !== b.service &&
    a.port.protocol === b.port.protocol &&
    a.port.host.from <= b.port.host.to &&
    b.port.host.from <= a.port.host.to &&
    (a.port.hostIp === b.port.hostIp ||
      everywhere(a.port.hostIp) ||
      everywhere(b.port.hostIp))
  );
}

export const unique: Clause = {
  id: '8.1.unique',
  section: '8.1',
  title: 'Ports of its own',
  severity: 'must',
  rationale: 'Two containers that want one port do not start together.',
  example: {
    file: 'compose',
    passes: 'ports: ["9092:9092"]',
    fails: 'ports: ["7005:9092"]',
  },
  decide: (model, standard) =>
    ofComposeService(model, (own, compose: ComposeModel) => {
      const mine = [own, ...model.databases];
      const claims = claimsOf(mine);
      const others = claimsOf(compose.services.values());
      for (const claim of claims) {
        const other = others.find(candidate => collide(claim, candidate));
        if (other) {
          const number = Math.max(claim.port.host.from, other.port.host.from);
          return fail(
            `Host port ${number} of ${claim.service.name} is claimed by ${other.service.name} too. Reserve another one.`,
            [claim.port.evidence, other.port.evidence],
          );
        }
      }
      for (const { service, port } of claims) {
        const blocked = standard.ports.blocked.find(
          ({ port: number }) =>
            port.host.from <= number && number <= port.host.to,
        );
        if (blocked) {
          return fail(
            `Host port ${blocked.port} of ${service.name} is blocked: ${blocked.reason}. Reserve another one.`,
            [port.evidence],
          );
        }
      }
      const unclear = mine.flatMap(({ ports }) => ports.filter(isUnknownPort));
      if (unclear.length > 0) {
        return unknown(
          `A port cannot be computed: ${unclear[0].missing.join(
            ', ',
          )} has no default.`,
          unclear.map(({ evidence }) => evidence),
        );
      }
      return claims.length === 0
        ? notApplicable(
            'Neither the service nor its database publishes a port.',
          )
        : pass(
            'Nobody else claims its ports.',
            claims.map(({ port }) => port.evidence),
          );
    }),
};
