import { Stage } from '../dockerfile/DockerfileModel';
import { Variable } from '../dockerfile/Scope';
import { ServiceModel } from './ServiceModel';

/** A port of the service as a variable says it. */
export type ServicePort = {
  variable: Variable;
  /** The number; undefined where it cannot be computed or is none. */
  port?: number;
  known: boolean;
};

/** The HTTP and Prometheus port of a stage, also where another spelling than the standard's names them. */
export function portsOf(
  model: ServiceModel,
  stage: Stage,
): { http?: ServicePort; prometheus?: ServicePort } {
  const { prefix } = model;
  const own = prefix ? [`${prefix}_HTTP_PORT`, `${prefix}_PORT`] : [];
  const ownPrometheus = prefix
    ? [`${prefix}_PROMETHEUS_PORT`, `${prefix}_METRICS_PORT`]
    : [];
  const inferred = prefix ? [] : otherSpelling(stage);
  return {
    http: firstPort(stage, [own[0], 'HTTP_PORT', 'PORT', own[1], ...inferred]),
    prometheus: firstPort(stage, [
      ...ownPrometheus,
      'PROMETHEUS_PORT',
      'METRICS_PORT',
    ]),
  };
}

function firstPort(
  stage: Stage,
  names: Array<string | undefined>,
): ServicePort | undefined {
  for (const name of names) {
    const variable = name ? stage.scope.variable(name) : undefined;
    if (variable) {
      const { value } = variable;
      const isNumber = value.known && /^\d{1,5}$/.test(value.text);
      return {
        variable,
        known: value.known,
        port: isNumber ? Number(value.text) : undefined,
      };
    }
  }
  return undefined;
}

/** `<PREFIX>_PORT` where no variable of the standard's spelling tells the prefix. */
function otherSpelling(stage: Stage): string[] {
  return [...stage.scope.variables().keys()].filter(
    name =>
      name.endsWith('_PORT') &&
      !/(DB|SMTP|METRICS|PROMETHEUS|POSTGRES|REDIS|KAFKA|UVICORN|DATABASE)_PORT$/.test(
        name,
      ),
  );
}
