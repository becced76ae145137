import { declaredPorts, portsOf, toPort } from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { Refusal, Situation } from '../Mend';
import { prefixFor } from './environment';
import { setComposePorts } from './composePorts';

/** The HTTP port that the files say, by whatever name. */
function httpPortOf({ model }: Situation): number | undefined {
  for (const stage of model.runtimeStages) {
    const { http } = declaredPorts(model, stage);
    if (http?.port !== undefined) return http.port;
  }
  return undefined;
}

/** The port to write: the one that the files say, where the rule allows it, or the one that was given. */
export function wantedHttpPort(situation: Situation): number | Refusal {
  const { from, to } = situation.standard.ports.http;
  const said = httpPortOf(situation);
  if (said !== undefined && said >= from && said <= to) return said;
  return situation.ports.http ?? needsHttpPort(situation);
}

export function needsHttpPort({ standard }: Situation): Refusal {
  const { from, to } = standard.ports.http;
  return {
    reason: `It takes a port of ${from}–${to} that is reserved for the service.`,
    needs: 'http',
  };
}

export function portVariables({ model }: Situation) {
  const prefix = prefixFor(model);
  return {
    http: `${prefix}_HTTP_PORT`,
    prometheus: `${prefix}_PROMETHEUS_PORT`,
  };
}

/** Gives the service another HTTP port, and the Prometheus port that follows from it: wherever the old numbers are written. */
export function movePorts(situation: Situation, http: number): Edit[] {
  const { model, dockerfile, standard } = situation;
  const prometheus = http + standard.ports.prometheusOffset;
  const edits: Edit[] = [];
  const moved = new Map<number, number>();
  for (const stage of model.runtimeStages) {
    const declared = portsOf(model, stage);
    const all = declaredPorts(model, stage);
    if (all.http?.port !== undefined) moved.set(all.http.port, http);
    if (all.prometheus?.port !== undefined)
      moved.set(all.prometheus.port, prometheus);
    for (const [port, number] of [
      [declared.http, http],
      [declared.prometheus, prometheus],
    ] as const) {
      if (port) edits.push(setNumber(situation, port.variable, number));
    }
    for (const variable of stage.scope.variables().values()) {
      const { value } = variable;
      const next = value.known
        ? moved.get(toPort(value.text) ?? -1)
        : undefined;
      const isPort = /(^|_)PORT$/.test(variable.name);
      const isLiteral = /[= ]["']?\d+["']?$/.test(dockerfile.slice(variable));
      if (next !== undefined && isPort && isLiteral)
        edits.push(setNumber(situation, variable, next));
    }
    const names = portVariables(situation);
    for (const { port, variables, start, end } of stage.exposed) {
      if (!port.known || variables.length > 0) continue;
      const next = moved.get(Number.parseInt(port.text, 10));
      const name = next === http ? names.http : names.prometheus;
      if (next !== undefined && stage.scope.variable(name))
        edits.push(dockerfile.replace({ start, end }, `\${${name}}`));
    }
  }
  return [...edits, ...setComposePorts(situation, moved)];
}

function setNumber(
  { dockerfile }: Situation,
  variable: { name: string; start: number; end: number },
  number: number,
): Edit {
  return dockerfile.replace(variable, `${variable.name}=${number}`);
}
