import { ComposeService, Text } from '../compose/ComposeModel';
import { portNames, portsOf, ServicePort } from '../model/servicePorts';
import { ServiceModel } from '../model/ServiceModel';

/** One of the two ports: how the Dockerfile says it, the development stage first, and how compose does. */
export type PortOf = {
  label: string;
  /** What the rule calls its variable; undefined where no prefix can be told. */
  name?: string;
  declared?: ServicePort;
  /** The variable of compose that names it. */
  set?: { name: string; text: Text };
};

export function portsIn(model: ServiceModel, own: ComposeService): PortOf[] {
  const found = model.runtimeStages.map(stage => portsOf(model, stage));
  const names = portNames(model.prefix);
  const port = (
    role: 'http' | 'prometheus',
    label: string,
    suffix: string,
  ): PortOf => {
    const declared = found.find(ports => ports[role])?.[role];
    const name = (declared ? [declared.variable.name] : names[role]).find(
      candidate => own.environment.has(candidate),
    );
    return {
      label,
      name:
        declared?.variable.name ??
        (model.prefix ? `${model.prefix}_${suffix}` : undefined),
      declared,
      set: name ? { name, text: own.environment.get(name)! } : undefined,
    };
  };
  return [
    port('http', 'HTTP', 'HTTP_PORT'),
    port('prometheus', 'Prometheus', 'PROMETHEUS_PORT'),
  ];
}
