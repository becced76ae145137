import { chainOf, imageOf, Stage } from '../dockerfile/DockerfileModel';
import { isStandardImage, sharedDepsImageOf } from '../model/images';
import { ServiceModel } from '../model/ServiceModel';
import { Clause, Decision } from './Clause';
import { decisionsFor, stageLabel, worstOf } from './decisions';

const image: Clause = {
  id: '2.2.image',
  section: '2.2',
  title: 'Base image',
  severity: 'must',
  rationale:
    'One image for every service: its layers are shared, and its security updates reach all.',
  decide(model, standard) {
    const { pass, fail, unknown } = decisionsFor(model);
    const wanted = `${standard.image.name}:${standard.image.version}-${standard.image.variant}`;
    return worstOf(
      model.runtimeStages.map(stage => {
        const bottom = chainOf(stage)[0].from;
        const from = bottom.body.words()[0] ?? bottom;
        const name = imageOf(stage);
        if (!name.known) {
          return unknown(
            `The image under ${stageLabel(
              stage,
            )} cannot be told: ${name.missing.join(
              ', ',
            )} has no default. Give the ARG a default, or write FROM ${wanted}`,
            from,
          );
        }
        const shared = sharedDepsImageOf(stage, standard);
        if (shared === name) {
          return pass(
            `${stageLabel(stage)} rests on ${
              name.text
            }: the deviation shared-deps-image is accepted.`,
            from,
          );
        }
        return isStandardImage(name.text, standard)
          ? pass(`${stageLabel(stage)} rests on ${name.text}.`, from)
          : fail(
              `${stageLabel(stage)} rests on ${
                name.text
              }; the rule wants ${wanted}. Write: FROM ${wanted}`,
              from,
            );
      }),
    );
  },
};

/** Judges variables that every given stage must end with. */
export function judgeVariables(
  model: ServiceModel,
  stages: Stage[],
  wanted: Record<string, string>,
): Decision {
  const { pass, fail, unknown } = decisionsFor(model);
  return worstOf(
    stages.flatMap(stage => {
      return Object.entries(wanted).map(([name, value]) => {
        const variable = stage.scope.variable(name);
        if (variable?.value.known && variable.value.text === value) {
          return pass('Every variable is set as the rule wants it.', variable);
        }
        const write = `Write: ENV ${name}=${value}`;
        if (!variable)
          return fail(
            `${name} is not set in ${stageLabel(stage)}. ${write}`,
            lastEnvironment(stage),
          );
        if (!variable.value.known) {
          return unknown(
            `${name} cannot be computed: ${variable.value.missing.join(
              ', ',
            )} has no default. ${write}`,
            variable,
          );
        }
        return fail(
          `${name} is "${variable.value.text}" in ${stageLabel(
            stage,
          )}; the rule wants ${value}. ${write}`,
          variable,
        );
      });
    }),
  );
}

/** Where a variable belongs that a stage lacks: with the last ones that are set. */
export function lastEnvironment(stage: Stage) {
  const chain = chainOf(stage);
  const steps = chain.flatMap(({ steps: own }) => own);
  return (
    steps.findLast(({ instruction }) => instruction.keyword === 'ENV')
      ?.instruction ?? chain[0].from
  );
}

const coreEnvironment: Clause = {
  id: '2.2.core-env',
  section: '2.2',
  title: 'Core environment',
  severity: 'must',
  rationale:
    'Logs come unbuffered, PDM installs beside the code, and imports resolve from /app.',
  decide: (model, standard) =>
    judgeVariables(model, model.runtimeStages, standard.coreEnvironment),
};

/** A variable `<PREFIX><suffix>` that must be declared, and what its value must be. */
function serviceVariable(options: {
  id: string;
  title: string;
  severity: Clause['severity'];
  suffix: string;
  httpOnly: boolean;
  example: string;
  rationale: string;
  isRight(value: string, host: string): boolean;
}): Clause {
  const { id, title, severity, rationale, suffix, httpOnly, example, isRight } =
    options;
  return {
    id,
    section: '2.2',
    title,
    severity,
    rationale,
    decide(model, standard) {
      const { pass, fail, unknown, notApplicable } = decisionsFor(model);
      if (httpOnly && model.kind !== 'http')
        return notApplicable(`A ${model.kind} serves no HTTP port.`);
      const prefix =
        model.prefix ?? model.name.toUpperCase().replace(/-/g, '_');
      const name = `${prefix}${suffix}`;
      const write = `Write: ENV ${name}=${example}`;
      return worstOf(
        model.runtimeStages.map(stage => {
          const variable = stage.scope.variable(name);
          if (!variable)
            return fail(
              `${name} is not declared. ${write}`,
              lastEnvironment(stage),
            );
          const { value } = variable;
          if (!value.known) {
            return unknown(
              `${name} cannot be computed: ${value.missing.join(
                ', ',
              )} has no default.`,
              variable,
            );
          }
          return isRight(value.text, standard.host)
            ? pass(`${name}=${value.text}`, variable)
            : fail(`${name} is "${value.text}". ${write}`, variable);
        }),
      );
    },
  };
}

const isInteger = (value: string) => /^\d+$/.test(value);

export const section02Environment: Clause[] = [
  image,
  coreEnvironment,
  serviceVariable({
    id: '2.2.log-level-env',
    title: 'Log level variable',
    severity: 'should',
    suffix: '_LOG_LEVEL',
    httpOnly: false,
    example: 'INFO',
    rationale:
      'How much a service logs is set from outside, without another build.',
    isRight: () => true,
  }),
  serviceVariable({
    id: '2.2.http-port-env',
    title: 'HTTP port variable',
    severity: 'must',
    suffix: '_HTTP_PORT',
    httpOnly: true,
    example: '7005',
    rationale: 'One variable says the port, and everything else refers to it.',
    isRight: isInteger,
  }),
  serviceVariable({
    id: '2.2.prom-port-env',
    title: 'Prometheus port variable',
    severity: 'must',
    suffix: '_PROMETHEUS_PORT',
    httpOnly: true,
    example: '9097',
    rationale:
      'One variable says the metrics port, and everything else refers to it.',
    isRight: isInteger,
  }),
  serviceVariable({
    id: '2.2.host-env',
    title: 'Host variable',
    severity: 'should',
    suffix: '_HOST',
    httpOnly: true,
    example: '0.0.0.0',
    rationale:
      'A service that binds localhost cannot be reached from outside its container.',
    isRight: (value, host) => value === host,
  }),
];
