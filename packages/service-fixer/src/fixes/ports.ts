import { declaredPorts, portsOf, toPort } from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { Refusal, FixContext } from '../ClauseFix';
import { prefixFor } from './environment';
import { setComposePorts } from './composePorts';

/** The HTTP port that the files say, by whatever name. */
function httpPortOf({ model }: FixContext): number | undefined {
  for (const stage of model.runtimeStages) {
    const { http } = declaredPorts(model, stage);
    if (http?.port !== undefined) return http.port;
  }
  return undefined;
}

/** The port to write: the one that the files say, where the rule allows it, or the one that was given. */
export function wantedHttpPort(fixContext: FixContext): number | Refusal {
  const { from, to } = fixContext.standard.ports.http;
  const said = httpPortOf(fixContext);
  if (said !== undefined && said >= from && said <= to) return said;
  return fixContext.ports.http ?? needsHttpPort(fixContext);
}

export function needsHttpPort({ standard }: FixContext): Refusal {
  const { from, to } = standard.ports.http;
  return {
    reason: `It takes a port of ${from}–${to} that is reserved for the service.`,
    needs: 'http',
  };
}

export function portVariables({ model }: FixContext) {
  const prefix = prefixFor(model);
  return {
    http: `${prefix}_HTTP_PORT`,
    prometheus: `${prefix}_PROMETHEUS_PORT`,
  };
}

/** Gives the service another HTTP port, and the Prometheus port that follows from it: wherever the old numbers are written. */
export function movePorts(fixContext: FixContext, http: number): Edit[] {
  const { model, dockerfile, standard } = fixContext;
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
      if (port) edits.push(setNumber(fixContext, port.variable, number));
    }
    for (const variable of stage.scope.variables().values()) {
      const { value } = variable;
      const next = value.known
        ? moved.get(toPort(value.text) ?? -1)
        : undefined;
      const isPort = /(^|_)PORT$/.test(variable.name);
      const isLiteral = /[= ]["']?\d+["']?$/.test(dockerfile.slice(variable));
      if (next !== undefined && isPort && isLiteral)
        edits.push(setNumber(fixContext, variable, next));
    }
    const names = portVariables(fixContext);
    for (const { port, variables, start, end } of stage.exposed) {
      if (!port.known || variables.length > 0) continue;
      const next = moved.get(Number.parseInt(port.text, 10));
      const name = next === http ? names.http : names.prometheus;
      if (next !== undefined && stage.scope.variable(name))
        edits.push(dockerfile.replace({ start, end }, `\${${name}}`));
    }
  }
  return [...edits, ...setComposePorts(fixContext, moved)];
}

function setNumber(
  { dockerfile }: FixContext,
  variable: { name: string; start: number; end: number },
  number: number,
): Edit {
  return dockerfile.replace(variable, `${variable.name}=${number}`);
}
