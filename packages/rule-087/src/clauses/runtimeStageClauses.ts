import { contains } from '../compose/paths';
import { chainOf, Exposed, Stage } from '../dockerfile/DockerfileModel';
import { normalizePath } from '../dockerfile/joinPath';
import { Copied, copiedFromContext, isServiceCode } from '../model/copies';
import { imageWithUsers } from '../model/images';
import { ServiceModel } from '../model/ServiceModel';
import { portsOf } from '../model/servicePorts';
import { timelineOf } from '../model/timeline';
import {
  creationsFor,
  ownershipFor,
  ownershipsOf,
  sameUser,
  userOf,
} from '../model/users';
import { Standard } from '../standard/Standard';
import { Clause, Decision } from './Clause';
import { decisionsFor, placeIn } from './decisions';

type Role = 'development' | 'production';

/** A clause on one of the two runtime stages; not applicable where the stage is missing, which 2.1 reports. */
export function stageClause(
  role: Role,
  clause: Omit<Clause, 'decide' | 'section' | 'id'> & {
    name: string;
    httpOnly?: boolean;
  },
  judge: (stage: Stage, model: ServiceModel, standard: Standard) => Decision,
): Clause {
  const section = role === 'development' ? '4.1' : '5.1';
  const { name, httpOnly, ...rest } = clause;
  return {
    ...rest,
    id: `${section}.${name}`,
    section,
    decide(model, standard) {
      const { notApplicable } = decisionsFor(model);
      const stage = model.stages[role];
      if (!stage)
        return notApplicable(`There is no stage "${standard.stages[role]}".`);
      if (httpOnly && model.kind !== 'http')
        return notApplicable(`A ${model.kind} serves no HTTP port.`);
      return judge(stage, model, standard);
    },
  };
}

function serviceDirectory(model: ServiceModel, standard: Standard) {
  return `${standard.servicesDirectory}/${model.name}`;
}

/** The clauses that section 4.1 and section 5.1 state alike. */
export function sharedStageClauses(role: Role) {
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

const userFirst = stageClause(
  'development',
  {
    name: 'user-first',
    title: 'User before code',
    severity: 'should',
    rationale: 'Creating the user stays cached when code changes.',
  },
  (stage, model, standard) => {
    const { pass, fail, unknown } = decisionsFor(model);
    const timeline = timelineOf(stage, standard);
    const [creation] = creationsFor(stage, chainOf(stage));
    const copied = timeline.copied.filter(isServiceCode);
    // The stage's own COPY, where it has one: what a stage below copies is not development's to order.
    const code = copied.find(({ step }) => step.stage === stage) ?? copied[0];
    if (!creation) {
      const image = imageWithUsers(stage, standard);
      return image
        ? unknown('The user may come from the image.', image)
        : fail(
            `No user is created. Write, above the COPY: RUN groupadd -r ${standard.user} && useradd --no-log-init -r -g ${standard.user} ${standard.user}`,
            placeIn(stage),
          );
    }
    return code && timeline.at(code.step) < timeline.at(creation.step)
      ? fail(
          'The user is created after service code is copied. Move this RUN above the COPY.',
          creation.command,
        )
      : pass(
          'The user is created before service code is copied.',
          creation.command,
        );
  },
);

const chown = stageClause(
  'development',
  {
    name: 'chown',
    title: 'Ownership before USER',
    severity: 'must',
    rationale: 'The service can write where it must.',
  },
  (stage, model, standard) => {
    const { pass, fail, notApplicable, unknown } = decisionsFor(model);
    const user = userOf(stage);
    if (user.isRoot) return notApplicable('The stage runs as root.');
    if (!user.value.known)
      return unknown('USER cannot be computed.', user.where);
    const timeline = timelineOf(stage, standard);
    const switched =
      stage.user &&
      timeline.steps.findIndex(
        ({ instruction }) => instruction === stage.user?.instruction,
      );
    const { gifts, unclear, takenBack } = ownershipFor(
      stage,
      sameUser(stage, user.name),
      standard,
      model.name,
    );
    const early = gifts.find(
      ({ step }) => switched === undefined || timeline.at(step) < switched,
    );
    const write = `Write, before USER: RUN chown -R ${user.name}:${user.name} ${standard.appDirectory}`;
    if (early && takenBack) return fail(...takenBackBy(takenBack, user.name));
    if (early)
      return pass(
        `${standard.appDirectory} belongs to ${user.name}.`,
        early.where,
      );
    if (unclear && gifts.length === 0)
      return unknown(
        `To whom this gives ${standard.appDirectory} cannot be computed. ${write}`,
        unclear.where,
      );
    return fail(
      `${standard.appDirectory} is not given to ${
        user.name ?? 'the user'
      } before USER. ${write}`,
      gifts[0]?.where ?? user.where,
    );
  },
);

/** What is wrong where service code is copied once everything has its owner. */
export function takenBackBy(
  copied: Copied,
  user: string | undefined,
): [message: string, where: Copied] {
  return [
    `${copied.path} is copied after the chown, so it belongs to root. Write COPY --chown=${user}:${user} here, or move the chown below it.`,
    copied,
  ];
}

const userName = stageClause(
  'development',
  {
    name: 'user-name',
    title: 'Name of the user',
    severity: 'should',
    rationale: 'One name for every service.',
  },
  (stage, model, standard) => {
    const { pass, fail, unknown, notApplicable } = decisionsFor(model);
    const user = userOf(stage);
    if (!user.value.known)
      return unknown('USER cannot be computed.', user.where);
    if (user.isRoot) return notApplicable('The stage runs as root.');
    return sameUser(stage, user.name).includes(standard.user)
      ? pass(`The user is ${standard.user}.`, user.where)
      : fail(
          `The user is ${user.name}. Write: USER ${standard.user}`,
          user.where,
        );
  },
);

const userChownLayer = stageClause(
  'production',
  {
    name: 'user-chown-layer',
    title: 'User and ownership in one layer',
    severity: 'should',
    rationale: 'A chown in a layer of its own stores every file again.',
  },
  (stage, model, standard) => {
    const { pass, fail, unknown } = decisionsFor(model);
    const given = ownershipsOf(stage, standard, model.name);
    const creations = creationsFor(stage, [stage]);
    const [creation] = creations;
    const [inherited] = creationsFor(stage, chainOf(stage));
    const write = `Write: RUN groupadd -r ${standard.user} && useradd --no-log-init -r -g ${standard.user} ${standard.user} && chown -R ${standard.user}:${standard.user} ${standard.appDirectory}`;
    const image = imageWithUsers(stage, standard);
    if (!creation && !inherited && image) {
      return unknown('The user may come from the image.', image);
    }
    if (!creation)
      return fail(
        `Production does not create the user itself. ${write}`,
        inherited?.command ?? placeIn(stage),
      );
    const giving = new Set(given.map(({ step }) => step));
    const both = creations.find(({ step }) => giving.has(step));
    return both
      ? pass('User and ownership are set in one RUN.', both.step.instruction)
      : fail(
          `User and ownership are not set in one RUN. ${write}`,
          creation.step.instruction,
        );
  },
);

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
