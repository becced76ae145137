import { contains } from '../compose/paths';
import { Exposed } from '../dockerfile/DockerfileModel';
import { normalizePath } from '../dockerfile/joinPath';
import { copiedFromContext, isServiceCode } from '../model/copies';
import { ServiceModel } from '../model/ServiceModel';
import { portsOf } from '../model/servicePorts';
import { userOf } from '../model/users';
import { Standard } from '../standard/Standard';
import { Clause } from './Clause';
import { decisionsFor, placeIn } from './decisions';
import {
  chown,
  userChownLayer,
  userFirst,
  userName,
} from './runtimeUserClauses';
import { Role, stageClause } from './stageClause';

function serviceDirectory(model: ServiceModel, standard: Standard) {
  return `${standard.servicesDirectory}/${model.name}`;
}

/** The clauses that section 4.1 and section 5.1 state alike. */
function sharedStageClauses(role: Role) {
  const copyCode = stageClause(
    role,
    {
      name: 'copy-code',
      title: 'Service code',
      severity: 'must',
      rationale: 'The image is whole without any mount.',
    },
    (stage, model, standard) => {
      const { pass, fail, unknown } = decisionsFor(model);
      const source = serviceDirectory(model, standard);
      const target = `${standard.appDirectory}/${source}`;
      const code = copiedFromContext([stage], standard).filter(isServiceCode);
      const right = code.find(({ step: { copy }, path, known }) => {
        if (!known || !copy?.target.known || !contains(path, source))
          return false;
        const below =
          path === '.' || copy.keepsParents
            ? `/${source}`
            : source.slice(path.length);
        return normalizePath(`${copy.target.text}${below}`) === target;
      });
      if (right)
        return pass(
          `${source}/ is copied to ${target}/.`,
          right.step.instruction,
        );
      const write = `Write: COPY ${source}/ ${target}/`;
      const unclear =
        code.find(({ known }) => !known)?.step ??
        stage.steps.find(
          ({ copy }) =>
            copy &&
            (!copy.target.known ||
              copy.sources.some(({ path }) => !path.known)),
        );
      if (unclear)
        return unknown(
          `What this COPY brings cannot be computed. ${write}`,
          unclear.instruction,
        );
      return code[0]
        ? fail(
            `Service code is copied from or to another place. ${write}`,
            code[0].step.instruction,
          )
        : fail(
            `The stage does not copy the service's code. ${write}`,
            placeIn(stage),
          );
    },
  );
  const user = stageClause(
    role,
    {
      name: 'user',
      title: 'Non-root user',
      severity: 'must',
      rationale: 'Who breaks out of a service must not be root.',
    },
    (stage, model, standard) => {
      const { pass, fail, unknown } = decisionsFor(model);
      const { value, isRoot, where } = userOf(stage);
      const write = `Write: USER ${standard.user}`;
      if (!value.known)
        return unknown(
          `USER cannot be computed: ${value.missing.join(
            ', ',
          )} has no default. ${write}`,
          where,
        );
      return isRoot
        ? fail(
            stage.user
              ? `The stage runs as root. ${write}`
              : `The stage has no USER, so it runs as root. ${write}`,
            where,
          )
        : pass(`The stage runs as ${value.text}.`, where);
    },
  );
  const workdir = stageClause(
    role,
    {
      name: 'workdir',
      title: 'Working directory',
      severity: 'should',
      rationale: 'pdm run finds the service’s pyproject.toml.',
    },
    (stage, model, standard) => {
      const { pass, fail, unknown } = decisionsFor(model);
      const wanted = `${standard.appDirectory}/${serviceDirectory(
        model,
        standard,
      )}`;
      const { value, instruction } = stage.workdir;
      const where = instruction ?? placeIn(stage);
      if (!value.known)
        return unknown(
          `The working directory cannot be computed. Write: WORKDIR ${wanted}`,
          where,
        );
      return value.text === wanted
        ? pass(`The stage ends in ${wanted}.`, where)
        : fail(
            `The stage ends in ${value.text}. Write: WORKDIR ${wanted}`,
            where,
          );
    },
  );
  const expose = stageClause(
    role,
    {
      name: 'expose',
      title: 'Exposed ports',
      severity: 'must',
      httpOnly: true,
      rationale: 'The image says which ports it serves.',
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
  const command = stageClause(
    role,
    {
      name: 'cmd',
      title: 'Command',
      severity: 'must',
      rationale: 'PDM starts what pyproject.toml says, and passes signals on.',
    },
    (stage, model, standard) => {
      const { pass, fail } = decisionsFor(model);
      const wanted = JSON.stringify(standard.command).replaceAll(',', ', ');
      const found = stage.command;
      if (!found)
        return fail(
          `The stage has no CMD. Write: CMD ${wanted}`,
          placeIn(stage),
        );
      return found.form === 'exec' &&
        JSON.stringify(found.args) === JSON.stringify(standard.command)
        ? pass(`CMD ${wanted}`, found.instruction)
        : fail(
            `CMD is not what the rule wants. Write: CMD ${wanted}`,
            found.instruction,
          );
    },
  );
  return { copyCode, user, workdir, expose, command };
}

const development = sharedStageClauses('development');
const production = sharedStageClauses('production');

/** Section 4.1 and 5.1 in the order of CLAUSES.md, which tells some of them side by side. */
export const runtimeStageClauses: Clause[] = [
  userFirst,
  development.copyCode,
  production.copyCode,
  chown,
  development.user,
  production.user,
  userName,
  development.workdir,
  production.workdir,
  development.expose,
  production.expose,
  development.command,
  production.command,
  userChownLayer,
];
