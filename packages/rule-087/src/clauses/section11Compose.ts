import { ComposeService, isUnknownPort, Text } from '../compose/ComposeModel';
import { publishes } from '../compose/ports';
import { portsOf, ServicePort } from '../model/servicePorts';
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

/** The two ports as the Dockerfile says them, the development stage first. */
function portVariables(
  model: ServiceModel,
): Array<{ label: string; name?: string; port?: ServicePort }> {
  const found = model.runtimeStages.map(stage => portsOf(model, stage));
  const http = found.find(({ http: port }) => port)?.http;
  const prometheus = found.find(({ prometheus: port }) => port)?.prometheus;
  const named = (suffix: string) =>
    model.prefix ? `${model.prefix}_${suffix}` : undefined;
  return [
    {
      label: 'HTTP',
      name: http?.variable.name ?? named('HTTP_PORT'),
      port: http,
    },
    {
      label: 'Prometheus',
      name: prometheus?.variable.name ?? named('PROMETHEUS_PORT'),
      port: prometheus,
    },
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
      worstOf(
        portVariables(model).map(({ label, name, port }) => {
          if (!name)
            return unknown(
              `No variable of the Dockerfile names the ${label} port.`,
              own.evidence,
            );
          const text = own.environment.get(name);
          if (!text) {
            return own.unknownEnvironment
              ? unknown(
                  `${name} may be set, but ${own.unknownEnvironment}.`,
                  own.evidence,
                )
              : fail(
                  `Compose does not set ${name}. Write in environment: - ${name}=${
                    port?.port ?? '…'
                  }`,
                  own.evidence,
                );
          }
          if (!text.value.known) {
            return unknown(
              `${name} cannot be computed: ${text.value.missing.join(
                ', ',
              )} has no default.`,
              text.evidence,
            );
          }
          if (!port)
            return unknown(
              `The Dockerfile does not declare ${name}, so there is nothing to compare with.`,
              text.evidence,
            );
          if (!port.variable.value.known) {
            return unknown(
              `The Dockerfile's ${name} cannot be computed.`,
              text.evidence,
            );
          }
          const wanted = port.variable.value.text;
          return text.value.text === wanted
            ? pass(`${name} is ${wanted} in both.`, text.evidence)
            : fail(
                `${name} is ${text.value.text} here and ${wanted} in the Dockerfile. Write: ${name}=${wanted}`,
                text.evidence,
              );
        }),
      ),
    );
  },
};

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
      worstOf(
        portVariables(model).map(({ label, name, port }) =>
          judgePublished(own, label, name, port),
        ),
      ),
    );
  },
};

function judgePublished(
  own: ComposeService,
  label: string,
  name: string | undefined,
  port: ServicePort | undefined,
): Decision {
  const text = name === undefined ? undefined : own.environment.get(name);
  const value = text?.value ?? port?.variable.value;
  const number =
    value?.known && /^\d{1,5}$/.test(value.text)
      ? Number(value.text)
      : undefined;
  if (number === undefined) {
    return unknown(
      `The ${label} port's number cannot be told, so its mapping cannot.`,
      text?.evidence ?? own.evidence,
    );
  }
  const known = own.ports.flatMap(candidate =>
    isUnknownPort(candidate) ? [] : [candidate],
  );
  const right = known.find(candidate => publishes(candidate, number));
  if (right)
    return pass(`${number} is published as ${number}.`, right.evidence);
  const unclear = own.ports.find(isUnknownPort);
  if (unclear) {
    return unknown(
      `A port cannot be computed: ${unclear.missing.join(
        ', ',
      )} has no default.`,
      unclear.evidence,
    );
  }
  const near = known.find(({ host, container }) =>
    [host, container].some(
      range => range && range.from <= number && number <= range.to,
    ),
  );
  return fail(
    `The ${label} port ${number} is not published as ${number}. Write in ports: - "${number}:${number}"`,
    near?.evidence ?? own.ports[0]?.evidence ?? own.evidence,
  );
}

export const section11Compose: Clause[] = [
  context,
  dockerfileDev,
  target,
  environmentPorts,
  portMaps,
];
