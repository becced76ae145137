import { ComposeService, isUnknownPort, Range } from '../compose/ComposeModel';
import { Stage } from '../dockerfile/DockerfileModel';
import { portNames, portsOf, toPort } from '../model/servicePorts';
import { ServiceModel } from '../model/ServiceModel';
import { addressOf, variableIn } from '../model/bindAddress';
import { PyprojectModel, Script } from '../pyproject/PyprojectModel';
import { PortObservation } from './PortObservation';

/** Of a range of more ports than this, which no service needs, the ends are observed, and that there are more. */
const WIDEST_RANGE = 100;

type Role = PortObservation['role'];
/** The numbers that the service declares, and what each is for. */
type Declared = Map<number, Role>;

/** Every port that a service's own files declare or publish, the declarations first. */
export function observeService(model: ServiceModel): PortObservation[] {
  const { composeService: own } = model;
  const declared = model.kind === 'http' ? declaredOf(model) : [];
  const numbers: Declared = new Map(
    declared.flatMap(({ port, role }) =>
      port === undefined ? [] : [[port, role] as const],
    ),
  );
  return unique([
    ...declared,
    ...model.runtimeStages.flatMap(stage => exposedBy(stage, model, numbers)),
    ...(own ? publishedBy(own, numbers) : []),
    ...model.databases.flatMap(database =>
      publishedBy(database, new Map(), 'database'),
    ),
    ...boundBy(model),
  ]);
}

/** What ENV and Compose's environment say of the two ports. */
function declaredOf(model: ServiceModel): PortObservation[] {
  const { lines } = model.dockerfile;
  const inDockerfile = model.runtimeStages.flatMap(stage => {
    const ports = portsOf(model, stage);
    return (['http', 'prometheus'] as const).flatMap(role => {
      const found = ports[role];
      return found
        ? [
            {
              role,
              port: found.port,
              protocol: 'tcp' as const,
              source: 'env' as const,
              variable: found.variable.name,
              isLiteral: false,
              evidence: lines.evidence(found.variable),
            },
          ]
        : [];
    });
  });
  const names = portNames(model.prefix);
  const inCompose = (['http', 'prometheus'] as const).flatMap(role => {
    const name = names[role].find(candidate =>
      model.composeService?.environment.has(candidate),
    );
    const text = name && model.composeService!.environment.get(name);
    return text
      ? [
          {
            role,
            port: text.value.known ? toPort(text.value.text) : undefined,
            protocol: 'tcp' as const,
            source: 'compose-env' as const,
            variable: name,
            isLiteral: false,
            evidence: text.evidence,
          },
        ]
      : [];
  });
  return [...inDockerfile, ...inCompose];
}

function exposedBy(
  stage: Stage,
  model: ServiceModel,
  declared: Declared,
): PortObservation[] {
  return stage.exposed.map(word => {
    const [number, protocol] = word.port.known
      ? word.port.text.split('/')
      : [''];
    const port = toPort(number);
    return {
      role: roleOf(port, declared),
      port,
      protocol: protocol === 'udp' ? 'udp' : 'tcp',
      source: 'expose',
      variable: word.variables[0],
      isLiteral: word.variables.length === 0 && port !== undefined,
      evidence: model.dockerfile.lines.evidence(word),
    };
  });
}

/** The host ports of a Compose service. */
export function publishedBy(
  service: ComposeService,
  declared: Declared,
  role?: Role,
): PortObservation[] {
  return service.ports.flatMap((published): PortObservation[] => {
    const common = {
      source: 'published' as const,
      isLiteral: false,
      composeService: service.name,
      evidence: published.evidence,
    };
    if (isUnknownPort(published)) {
      const [variable] = published.missing;
      return [{ ...common, role: role ?? 'other', protocol: 'tcp', variable }];
    }
    const { host, container, protocol, hostIp } = published;
    if (!host) return [];
    return numbersOf(host).map(port => ({
      ...common,
      ...(hostIp !== undefined && { hostIp }),
      role:
        role ?? roleOf(port && container.from + (port - host.from), declared),
      port,
      protocol: protocol === 'udp' ? 'udp' : 'tcp',
    }));
  });
}

/** The port that the start script binds. */
function boundBy(model: ServiceModel): PortObservation[] {
  if (model.kind !== 'http' || model.pyproject.state !== 'read') return [];
  const pyproject = model.pyproject.model;
  return scriptsFrom('start', pyproject).flatMap(script => {
    const address = addressOf(script);
    if (!address?.port) return [];
    const port = toPort(address.port);
    const variable = variableIn(address.port, script.kind === 'shell');
    const value = variable
      ? model.runtimeStages
          .map(stage => stage.scope.variable(variable)?.value)
          .find(Boolean)
      : undefined;
    return [
      {
        role: 'http' as const,
        port: port ?? (value?.known ? toPort(value.text) : undefined),
        protocol: 'tcp' as const,
        source: 'script' as const,
        variable,
        isLiteral: port !== undefined,
        evidence: pyproject.lines.evidence(address.span ?? script),
      },
    ];
  });
}

/** A script and those that it is composed of, each once. */
function scriptsFrom(name: string, { scripts }: PyprojectModel): Script[] {
  const names = new Set([name]);
  for (const next of names) {
    const script = scripts.get(next);
    if (script?.kind !== 'composite') continue;
    for (const { text } of script.texts) names.add(text.trim().split(/\s+/)[0]);
  }
  return [...names].flatMap(found => scripts.get(found) ?? []);
}

function roleOf(port: number | undefined, declared: Declared): Role {
  return (port !== undefined && declared.get(port)) || 'other';
}

function numbersOf({ from, to }: Range): Array<number | undefined> {
  if (to - from >= WIDEST_RANGE) return [from, to, undefined];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Stages that share a line say it once. */
function unique(observations: PortObservation[]): PortObservation[] {
  const seen = new Set<string>();
  return observations.filter(observation => {
    const { port, source, evidence } = observation;
    const key = JSON.stringify([port, source, evidence]);
    return !seen.has(key) && seen.add(key);
  });
}
