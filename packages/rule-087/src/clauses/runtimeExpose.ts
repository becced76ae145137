import { Exposed } from '../dockerfile/DockerfileModel';
import { portsOf } from '../model/servicePorts';
import { decisionsFor, placeIn } from './decisions';
import { Role, stageClause } from './stageClause';
import { Clause, ClauseExample } from './Clause';

/** Sections 4.1 and 5.1 say the same of both runtime stages. */
export function runtimeExpose(role: Role, example: ClauseExample): Clause {
  return stageClause(
    role,
    {
      name: 'expose',
      title: 'Exposed ports',
      severity: 'must',
      httpOnly: true,
      rationale: 'The image says which ports it serves.',
      example,
    },
    (stage, model) => {
      const { pass, fail, unknown } = decisionsFor(model);
      const { http, prometheus } = portsOf(model, stage);
      const prefix = model.prefix ?? '<PREFIX>';
      const write = `Write: EXPOSE \${${
        http?.variable.name ?? `${prefix}_HTTP_PORT`
      }} \${${prometheus?.variable.name ?? `${prefix}_PROMETHEUS_PORT`}}`;
      const exposed = stage.exposed.filter(
        ({ port }) => !port.known || port.text !== '',
      );
      if (exposed.length === 0)
        return fail(
          `The stage exposes no port. ${write}`,
          stage.exposed[0] ?? placeIn(stage),
        );
      const isUnclear = exposed.some(({ port }) => !port.known);
      const served = [http?.port, prometheus?.port];
      const isServed = ({ port }: Exposed) =>
        port.known && served.some(number => port.text === `${number}/tcp`);
      const missing = served.filter(
        number =>
          number !== undefined &&
          !exposed.some(
            ({ port }) => port.known && port.text === `${number}/tcp`,
          ),
      );
      if (missing.length > 0 && !isUnclear)
        return fail(
          `Port ${missing.join(' and ')} is not exposed. ${write}`,
          exposed,
        );
      if (missing.length > 0)
        return unknown('Which ports are exposed cannot be computed.', exposed);
      const unnamed = served.filter(number => number === undefined).length;
      if (unnamed === 0)
        return pass('Both ports are exposed.', exposed.filter(isServed));
      const others = exposed.filter(word => !isServed(word));
      return isUnclear || others.length >= unnamed
        ? unknown('No variable says which ports the service serves.', exposed)
        : fail(`The stage does not expose both ports. ${write}`, exposed);
    },
  );
}
