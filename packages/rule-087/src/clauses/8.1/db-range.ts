import { isUnknownPort, PublishedPort } from '../../compose/ComposeModel';
import { Clause } from '../Clause';
import {
  fail,
  notApplicable,
  ofComposeService,
  pass,
  unknown,
} from '../placedDecisions';
import { worstOf } from '../decisions';
import { unclearDatabaseOf } from '../../model/composeParts';

export const databaseRange: Clause = {
  id: '8.1.db-range',
  section: '8.1',
  title: 'Database port range',
  severity: 'must',
  rationale:
    'Twenty numbers are set apart for databases, so that none meets another on the host.',
  example: {
    file: 'compose',
    passes: 'ports: ["5442:5432"]',
    fails: 'ports: ["5432:5432"]',
  },
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
