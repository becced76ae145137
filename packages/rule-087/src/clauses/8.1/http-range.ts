import { declaredPorts } from '../../model/servicePorts';
import { Clause } from '../Clause';
import { worstOf } from '../decisions';
import { fail, notApplicable, pass, unknown } from '../placedDecisions';
import { placesIn } from '../stagePlaces';

export const httpRange: Clause = {
  id: '8.1.http-range',
  section: '8.1',
  title: 'HTTP port range',
  severity: 'must',
  rationale:
    'Twenty numbers are set apart, so that services and infrastructure do not meet.',
  example: {
    file: 'dockerfile',
    passes: 'IDENTITY_HTTP_PORT=7005',
    fails: 'IDENTITY_HTTP_PORT=8005',
  },
  decide(model, standard) {
    if (model.kind !== 'http')
      return notApplicable(`A ${model.kind} serves no HTTP port.`);
    const { from, to } = standard.ports.http;
    const place = placesIn(model);
    return worstOf(
      model.runtimeStages.map(stage => {
        const { http } = declaredPorts(model, stage);
        if (http?.port === undefined)
          return unknown(
            'No variable says the HTTP port as a number.',
            http?.evidence ?? place(stage),
          );
        return http.port >= from && http.port <= to
          ? pass(`HTTP port ${http.port} lies in ${from}–${to}.`, http.evidence)
          : fail(
              `HTTP port ${http.port} lies outside ${from}–${to}. Reserve one of these for the service.`,
              http.evidence,
            );
      }),
    );
  },
};
