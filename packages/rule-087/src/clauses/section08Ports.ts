import { portsOf } from '../model/servicePorts';
import { Clause } from './Clause';
import { decisionsFor, worstOf } from './decisions';

const httpRange: Clause = {
  id: '8.1.http-range',
  section: '8.1',
  title: 'HTTP port range',
  severity: 'must',
  rationale:
    'Twenty numbers are set apart, so that services and infrastructure do not meet.',
  decide(model, standard) {
    const { pass, fail, unknown, notApplicable } = decisionsFor(model);
    if (model.kind !== 'http')
      return notApplicable(`A ${model.kind} serves no HTTP port.`);
    const { from, to } = standard.ports.http;
    return worstOf(
      model.runtimeStages.map(stage => {
        const { http } = portsOf(model, stage);
        if (http?.port === undefined)
          return unknown(
            'No variable says the HTTP port as a number.',
            http?.variable ?? stage.from,
          );
        return http.port >= from && http.port <= to
          ? pass(`HTTP port ${http.port} lies in ${from}–${to}.`, http.variable)
          : fail(
              `HTTP port ${http.port} lies outside ${from}–${to}. Reserve one of these for the service.`,
              http.variable,
            );
      }),
    );
  },
};

const prometheusOffset: Clause = {
  id: '8.1.prom-offset',
  section: '8.1',
  title: 'Prometheus port',
  severity: 'must',
  rationale: 'Whoever knows the HTTP port knows the metrics port.',
  decide(model, standard) {
    const { pass, fail, unknown, notApplicable } = decisionsFor(model);
    if (model.kind !== 'http')
      return notApplicable(`A ${model.kind} serves no HTTP port.`);
    const offset = standard.ports.prometheusOffset;
    return worstOf(
      model.runtimeStages.map(stage => {
        const { http, prometheus } = portsOf(model, stage);
        if (http?.port === undefined || prometheus?.port === undefined) {
          return unknown(
            'No variables say both ports as numbers.',
            prometheus?.variable ?? http?.variable ?? stage.from,
          );
        }
        const wanted = http.port + offset;
        return prometheus.port === wanted
          ? pass(
              `${prometheus.port} = ${http.port} + ${offset}`,
              prometheus.variable,
            )
          : fail(
              `Prometheus port is ${prometheus.port}, the rule wants ${wanted} (HTTP ${http.port} + ${offset}). Write: ${prometheus.variable.name}=${wanted}`,
              prometheus.variable,
            );
      }),
    );
  },
};

const exposeVariables: Clause = {
  id: '8.2.expose-vars',
  section: '8.2',
  title: 'EXPOSE by variable',
  severity: 'should',
  rationale: 'A port is changed in one place.',
  decide(model) {
    const { pass, fail, notApplicable } = decisionsFor(model);
    if (model.kind !== 'http')
      return notApplicable(`A ${model.kind} serves no HTTP port.`);
    const exposed = model.runtimeStages.flatMap(stage => stage.exposed);
    if (exposed.length === 0)
      return notApplicable('No runtime stage exposes a port.');
    return worstOf(
      exposed.map(word => {
        if (word.variables.length === 0) {
          return fail(
            `EXPOSE names a number. Write the variable that says it: EXPOSE \${${
              model.prefix ?? '<PREFIX>'
            }_HTTP_PORT} \${${model.prefix ?? '<PREFIX>'}_PROMETHEUS_PORT}`,
            word,
          );
        }
        return word.undefinedVariables.length > 0
          ? fail(
              `${word.undefinedVariables.join(
                ', ',
              )} is not defined in this stage, so EXPOSE gets nothing. Set it with ENV above.`,
              word,
            )
          : pass('EXPOSE uses variables that are defined.', word);
      }),
    );
  },
};

export const section08Ports = {
  range: [httpRange, prometheusOffset],
  expose: [exposeVariables],
};
