import { ComposeService, isUnknownPort, Text } from '../compose/ComposeModel';
import { holds, publishes, publishesAsItIs } from '../compose/ports';
import { portNames, portsOf, ServicePort, toPort } from '../model/servicePorts';
import { ServiceModel } from '../model/ServiceModel';
import { Clause, Decision } from './Clause';
import { worstOf } from './decisions';
import {
  fail,
  notApplicable,
  ofCompose,
  ofComposeService,
  pass,
  unknown,
} from './placedDecisions';

const context: Clause = {
  id: '11.1.context',
  section: '11.1',
  title: 'Build context',
  severity: 'must',
  rationale:
    'The shared libraries lie outside the service’s folder: only the root holds both.',
  decide: model =>
    ofCompose(model, compose => {
      const own = model.composeService;
      if (!own?.build) {
        return fail(
          `No compose service builds ${model.directory}. Add one: build: { context: ., dockerfile: ${model.directory}/Dockerfile.dev, target: development }`,
          compose.place,
        );
      }
      return judgeText(own.build.context, '.', {
        what: 'The build context',
        wanted: "the repository's root",
        write: 'context: .',
      });
    }),
};

/** Whether a text of the compose file is what the rule wants. */
function judgeText(
  { value, evidence }: Text,
  expected: string,
  { what, wanted, write }: { what: string; wanted: string; write: string },
): Decision {
  if (!value.known) {
    return unknown(
      `${what} cannot be computed: ${value.missing.join(', ')} has no default.`,
      evidence,
    );
  }
  return value.text === expected
    ? pass(`${what} is ${wanted}.`, evidence)
    : fail(
        `${what} is ${
          value.text === '.' ? "the repository's root" : value.text
        }; the rule wants ${wanted}. Write: ${write}`,
        evidence,
      );
}

const dockerfileDev: Clause = {
  id: '11.1.dockerfile-dev',
  section: '11.1',
  title: 'Dockerfile of the service',
  severity: 'must',
  rationale:
    'One file holds development and production, so they cannot drift apart.',
  decide: model =>
    ofComposeService(model, ({ build }) => {
      const path = `${model.directory}/Dockerfile.dev`;
      const write = `dockerfile: ${path}`;
      return build?.dockerfile
        ? judgeText(build.dockerfile, path, {
            what: 'The Dockerfile',
            wanted: path,
            write,
          })
        : fail(
            `The Dockerfile is written inside the compose file; the rule wants ${path}. Write: ${write}`,
            build!.evidence,
          );
    }),
};

const target: Clause = {
  id: '11.1.target',
  section: '11.1',
  title: 'Development target',
  severity: 'must',
  rationale: 'Without a target the last stage is built, which is production.',
  decide: (model, standard) =>
    ofComposeService(model, ({ build }) => {
      const wanted = standard.stages.development;
      return build?.target
        ? judgeText(build.target, wanted, {
            what: 'The target',
            wanted,
            write: `target: ${wanted}`,
          })
        : fail(
            `The build names no target, so it ends in the last stage. Write: target: ${wanted}`,
            build!.evidence,
          );
    }),
};

/** One of the two ports: how the Dockerfile says it, the development stage first, and how compose does. */
type PortOf = {
  label: string;
  /** What the rule calls its variable; undefined where no prefix can be told. */
  name?: string;
  declared?: ServicePort;
  /** The variable of compose that names it. */
  set?: { name: string; text: Text };
};

function portsIn(model: ServiceModel, own: ComposeService): PortOf[] {
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

const environmentPorts: Clause = {
  id: '11.1.env-ports',
  section: '11.1',
  title: 'Port variables in compose',
  severity: 'must',
  rationale: 'What compose says and what the image says must be one number.',
  decide(model) {
    if (model.kind !== 'http')
      return notApplicable(`A ${model.kind} serves no HTTP port.`);
    return ofComposeService(model, own =>
      worstOf(portsIn(model, own).map(port => judgeVariable(own, port))),
    );
  },
};

function judgeVariable(
  own: ComposeService,
  { label, name = `the ${label} port's variable`, declared, set }: PortOf,
): Decision {
  if (!set) {
    return own.unknownEnvironment
      ? unknown(
          `${name} may be set, but ${own.unknownEnvironment}.`,
          own.places.environment,
        )
      : fail(
          `Compose does not set ${name}. Write in environment: - ${
            declared?.variable.name ?? `<PREFIX>_${label.toUpperCase()}_PORT`
          }=${declared?.port ?? '…'}`,
          own.places.environment,
        );
  }
  const { value, evidence } = set.text;
  if (!value.known) {
    return unknown(
      `${set.name} cannot be computed: ${value.missing.join(
        ', ',
      )} has no default.`,
      evidence,
    );
  }
  if (!declared) {
    return fail(
      `${set.name} is set here, and the Dockerfile does not declare it. Write there: ENV ${set.name}=${value.text}`,
      evidence,
    );
  }
  const wanted = declared.variable.value;
  if (!wanted.known) {
    return unknown(
      `The Dockerfile's ${set.name} cannot be computed.`,
      evidence,
    );
  }
  return value.text === wanted.text
    ? pass(`${set.name} is ${wanted.text} in both.`, evidence)
    : fail(
        `${set.name} is ${value.text} here and ${wanted.text} in the Dockerfile. Write: ${set.name}=${wanted.text}`,
        evidence,
      );
}

const portMaps: Clause = {
  id: '11.1.port-maps',
  section: '11.1',
  title: 'Published ports',
  severity: 'must',
  rationale: 'A port has one number, inside the container and out.',
  decide(model) {
    if (model.kind !== 'http')
      return notApplicable(`A ${model.kind} serves no HTTP port.`);
    return ofComposeService(model, own =>
      worstOf(portsIn(model, own).map(port => judgePublished(own, port))),
    );
  },
};

function judgePublished(
  own: ComposeService,
  { label, declared, set }: PortOf,
): Decision {
  const value = set?.text.value ?? declared?.variable.value;
  const number = value?.known ? toPort(value.text) : undefined;
  const unclear = own.ports.find(isUnknownPort);
  const known = own.ports.flatMap(candidate =>
    isUnknownPort(candidate) ? [] : [candidate],
  );
  if (number === undefined) {
    const mayBeRight = unclear ?? known.find(publishesAsItIs);
    return mayBeRight
      ? unknown(
          `The ${label} port's number cannot be told, so its mapping cannot.`,
          set?.text.evidence ?? own.places.ports,
        )
      : fail(
          `Nothing is published under its own number, so the ${label} port is not. Write in ports: - "<port>:<port>"`,
          own.places.ports,
        );
  }
  const right = known.find(candidate => publishes(candidate, number));
  if (right)
    return pass(`${number} is published as ${number}.`, right.evidence);
  if (unclear) {
    return unknown(
      `A port cannot be computed: ${unclear.missing.join(
        ', ',
      )} has no default.`,
      unclear.evidence,
    );
  }
  const near = known.find(({ host, container }) =>
    [host, container].some(range => range && holds(range, number)),
  );
  return fail(
    `The ${label} port ${number} is not published as ${number}. Write in ports: - "${number}:${number}"`,
    near?.evidence ?? own.places.ports,
  );
}

export const section11Compose: Clause[] = [
  context,
  dockerfileDev,
  target,
  environmentPorts,
  portMaps,
];
