import { Stage } from '../dockerfile/DockerfileModel';
import { Span } from '../dockerfile/SourceText';
import { ServiceModel } from '../model/ServiceModel';
import { declaredPorts } from '../model/servicePorts';
import { Clause } from './Clause';
import { worstOf } from './decisions';
import { fail, notApplicable, pass, unknown } from './placedDecisions';

/** Where a stage begins: there a port belongs that nothing declares. */
const placesIn =
  ({ dockerfile }: ServiceModel) =>
  ({ from }: Stage) =>
    dockerfile.lines.evidence(from);

const httpRange: Clause = {
  id: '8.1.http-range',
  section: '8.1',
  title: 'HTTP port range',
  severity: 'must',
  rationale:
    'Twenty numbers are set apart, so that services and infrastructure do not meet.',
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

const prometheusOffset: Clause = {
  id: '8.1.prom-offset',
  section: '8.1',
  title: 'Prometheus port',
  severity: 'must',
  rationale: 'Whoever knows the HTTP port knows the metrics port.',
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

const exposeVariables: Clause = {
  id: '8.2.expose-vars',
  section: '8.2',
  title: 'EXPOSE by variable',
  severity: 'should',
  rationale: 'A port is changed in one place.',
  decide(model) {
    const at = (span: Span) => model.dockerfile.lines.evidence(span);
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
            at(word),
          );
        }
        return word.undefinedVariables.length > 0
          ? fail(
              `${word.undefinedVariables.join(
                ', ',
              )} is not defined in this stage. Set it with ENV above.`,
              at(word),
            )
          : pass('EXPOSE uses variables that are defined.', at(word));
      }),
    );
  },
};

export const section08Ports = {
  range: [httpRange, prometheusOffset],
  expose: [exposeVariables],
};
