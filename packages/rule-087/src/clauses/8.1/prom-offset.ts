import { declaredPorts } from '../../model/servicePorts';
import { Clause } from '../Clause';
import { worstOf } from '../decisions';
import { fail, notApplicable, pass, unknown } from '../placedDecisions';
import { placesIn } from '../stagePlaces';

export const prometheusOffset: Clause = {
  id: '8.1.prom-offset',
  section: '8.1',
  title: 'Prometheus port',
  severity: 'must',
  rationale: 'Whoever knows the HTTP port knows the metrics port.',
  example: {
    file: 'dockerfile',
    passes: 'IDENTITY_PROMETHEUS_PORT=9097',
    fails: 'IDENTITY_PROMETHEUS_PORT=9090',
  },
  decide(model, standard) {
    if (model.kind !== 'http')
      return notApplicable(`A ${model.kind} serves no HTTP port.`);
    const place = placesIn(model);
    const offset = standard.ports.prometheusOffset;
    return worstOf(
      model.runtimeStages.map(stage => {
        const { http, prometheus } = declaredPorts(model, stage);
        if (http?.port === undefined || prometheus?.port === undefined) {
          return unknown(
            'No variables say both ports as numbers.',
            prometheus?.evidence ?? http?.evidence ?? place(stage),
          );
        }
        const wanted = http.port + offset;
        return prometheus.port === wanted
          ? pass(
              `${prometheus.port} = ${http.port} + ${offset}`,
              prometheus.evidence,
            )
          : fail(
              `Prometheus port is ${prometheus.port}, the rule wants ${wanted} (HTTP ${http.port} + ${offset}). Write: ${prometheus.name}=${wanted}`,
              prometheus.evidence,
            );
      }),
    );
  },
};
