import { Stage } from '../dockerfile/DockerfileModel';
import { Variable } from '../dockerfile/Scope';
import { Evidence } from '../source/Evidence';
import { isForeign, ownPrefixes } from './prefix';
import { ServiceModel } from './ServiceModel';

/** A port of the service as a variable says it. */
export type ServicePort = {
  variable: Variable;
  /** The number; undefined where it cannot be computed or is none. */
  port?: number;
  known: boolean;
};

/** A port as the Dockerfile declares it, or else compose. */
type DeclaredPort = { name: string; port?: number; evidence: Evidence };

/** The ports of a stage; where its variables name none, those that compose sets. */
export function declaredPorts(
  model: ServiceModel,
  stage: Stage,
): { http?: DeclaredPort; prometheus?: DeclaredPort } {
  const { http, prometheus } = portsOf(model, stage);
  const { lines } = model.dockerfile;
  const inDockerfile = ({ variable, port }: ServicePort): DeclaredPort => ({
    name: variable.name,
    port,
    evidence: lines.evidence(variable),
  });
  const inCompose = (names: string[]): DeclaredPort | undefined => {
    for (const name of names) {
      const text = model.composeService?.environment.get(name);
      if (text) {
        const { value, evidence } = text;
        return {
          name,
          port: value.known ? toPort(value.text) : undefined,
          evidence,
        };
      }
    }
    return undefined;
  };
  const names = portNames(model.prefix);
  return {
    http: http ? inDockerfile(http) : inCompose(names.http),
    prometheus: prometheus
      ? inDockerfile(prometheus)
      : inCompose(names.prometheus),
  };
}

/** What the variables of a port may be called, the standard's name first. */
export function portNames(prefix: string | undefined) {
  const own = (suffix: string) => (prefix ? [`${prefix}_${suffix}`] : []);
  return {
    http: [...own('HTTP_PORT'), 'HTTP_PORT', 'PORT', ...own('PORT')],
    prometheus: [
      ...own('PROMETHEUS_PORT'),
      ...own('METRICS_PORT'),
      'PROMETHEUS_PORT',
      'METRICS_PORT',
    ],
  };
}

export function toPort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

/** The HTTP and Prometheus port of a stage, also where another spelling than the standard's names them. */
export function portsOf(
  { prefix, name }: ServiceModel,
  stage: Stage,
): { http?: ServicePort; prometheus?: ServicePort } {
  const names = portNames(prefix);
  const own = ownPrefixes(name);
  const others = prefix === undefined ? prefixesIn(stage) : [];
  const prefixes =
    prefix === undefined || own.includes(prefix) ? [...own, ...others] : [];
  return {
    http: firstPort(stage, [
      ...names.http,
      ...prefixes.map(other => `${other}_PORT`),
    ]),
    prometheus: firstPort(stage, [
      ...names.prometheus,
      ...prefixes.map(other => `${other}_METRICS_PORT`),
    ]),
  };
}

/** Prefixes of the ports of a stage, where no variable of the standard's spelling tells the service's own. */
function prefixesIn(stage: Stage): string[] {
  return [...stage.scope.variables().keys()].flatMap(name => {
    const prefix = /^([A-Z][A-Z0-9_]*?)(_METRICS|_PROMETHEUS)?_PORT$/.exec(
      name,
    );
    return prefix && !isForeign(prefix[1]) ? [prefix[1]] : [];
  });
}

function firstPort(stage: Stage, names: string[]): ServicePort | undefined {
  for (const name of names) {
    const variable = stage.scope.variable(name);
    if (variable) {
      const { value } = variable;
      return {
        variable,
        known: value.known,
        port: value.known ? toPort(value.text) : undefined,
      };
    }
  }
  return undefined;
}
