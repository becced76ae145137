import {
  ComposeModel,
  ComposeService,
  isUnknownPort,
  PublishedPort,
} from '../compose/ComposeModel';
import { Clause } from './Clause';
import {
  fail,
  notApplicable,
  ofComposeService,
  pass,
  unknown,
} from './placedDecisions';
import { worstOf } from './decisions';
import { unclearDatabaseOf } from '../model/composeParts';

const databaseRange: Clause = {
  id: '8.1.db-range',
  section: '8.1',
  title: 'Database port range',
  severity: 'must',
  rationale:
    'Twenty numbers are set apart for databases, so that none meets another on the host.',
  decide: (model, standard) =>
    ofComposeService(model, (own, compose) => {
      const { from, to } = standard.ports.database;
      const ports = model.databases.flatMap(database =>
        database.ports.map(port => ({ database, port })),
      );
      if (model.databases.length === 0) {
        const unclear = unclearDatabaseOf(compose, own);
        return unclear
          ? unknown(
              'Which database the service has cannot be computed, since a variable has no default.',
              unclear.evidence,
            )
          : notApplicable('The service has no database.');
      }
      const published = ports.filter(
        ({ port }) => isUnknownPort(port) || port.host,
      );
      if (published.length === 0) {
        return notApplicable('Its database publishes no port.');
      }
      return worstOf(
        published.map(({ database, port }) => {
          if (isUnknownPort(port)) {
            return unknown(
              `A port of ${
                database.name
              } cannot be computed: ${port.missing.join(', ')} has no default.`,
              port.evidence,
            );
          }
          const { host } = port as PublishedPort & {
            host: { from: number; to: number };
          };
          return host.from >= from && host.to <= to
            ? pass(
                `${database.name} is published on ${host.from}.`,
                port.evidence,
              )
            : fail(
                `${database.name} is published on ${host.from}, outside ${from}–${to}. Reserve one of these for it.`,
                port.evidence,
              );
        }),
      );
    }),
};

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

const unique: Clause = {
  id: '8.1.unique',
  section: '8.1',
  title: 'Ports of its own',
  severity: 'must',
  rationale: 'Two containers that want one port do not start together.',
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

export const section08Published: Clause[] = [databaseRange, unique];
