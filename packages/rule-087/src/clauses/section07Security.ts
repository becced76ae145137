import { closureOf } from '../dockerfile/DockerfileModel';
import { hasOption, invocationsOf } from '../dockerfile/programs';
import { imageWithUsers } from '../model/images';
import { ServiceModel } from '../model/ServiceModel';
import { creationsFor, ownershipFor, sameUser, userOf } from '../model/users';
import { Clause } from './Clause';
import { decisionsFor, placeIn, stageLabel, worstOf } from './decisions';
import { takenBackBy } from './runtimeUserClauses';

const useradd: Clause = {
  id: '7.1.useradd',
  section: '7.1',
  title: 'System user',
  severity: 'must',
  rationale:
    'A system user without login records: useradd -r with --no-log-init keeps the layer small.',
  decide(model, standard) {
    const { pass, fail, unknown } = decisionsFor(model);
    const write = `Write: RUN groupadd -r ${standard.user} && useradd --no-log-init -r -g ${standard.user} ${standard.user}`;
    return worstOf(
      model.runtimeStages.flatMap(stage => {
        const creations = creationsFor(stage, closureOf(stage));
        if (creations.length === 0) {
          const image = imageWithUsers(stage, standard);
          return image
            ? unknown('No user is created; it may come from the image.', image)
            : fail(`No user is created. ${write}`, placeIn(stage));
        }
        const hasGroup = invocationsOf(closureOf(stage)).some(
          ({ command }) =>
            command.name === 'groupadd' && hasOption(command, '-r', '--system'),
        );
        return creations.map(({ command }) => {
          const lacks = [
            !hasOption(command, '--no-log-init', '-l') && '--no-log-init',
            !hasOption(command, '-r', '--system') && '-r',
            !hasOption(command, '-g', '--gid') && '-g',
            !hasGroup && 'groupadd -r',
          ].filter(item => item !== false);
          if (command.name !== 'useradd') {
            return fail(
              `The user is made by ${command.name}; the rule wants useradd. ${write}`,
              command,
            );
          }
          return lacks.length === 0
            ? pass('The user is made as the rule wants it.', command)
            : fail(
                `The user is made without ${lacks.join(', ')}. ${write}`,
                command,
              );
        });
      }),
    );
  },
};

/** The runtime stages that no clause of 4.1 or 5.1 speaks of. */
function unnamedStages(model: ServiceModel) {
  return model.runtimeStages.filter(
    stage =>
      stage !== model.stages.development && stage !== model.stages.production,
  );
}

const owner: Clause = {
  id: '7.1.owner',
  section: '7.1',
  title: 'Ownership',
  severity: 'must',
  rationale:
    'A service that owns nothing cannot write; one whose files belong to root needs root.',
  decide(model, standard) {
    const { pass, fail, notApplicable, unknown } = decisionsFor(model);
    return worstOf(
      model.runtimeStages.map(stage => {
        const user = userOf(stage);
        if (user.isRoot)
          return notApplicable(`${stageLabel(stage)} runs as root.`);
        if (!user.value.known)
          return unknown('USER cannot be computed.', user.where);
        const { gifts, unclear, takenBack } = ownershipFor(
          stage,
          sameUser(stage, user.name),
          standard,
          model.name,
        );
        if (gifts.length > 0 && !takenBack)
          return pass(
            `${standard.appDirectory} belongs to ${user.name}.`,
            gifts[0].where,
          );
        if (stage === model.stages.development)
          return notApplicable('4.1.chown says so of development.');
        if (takenBack) return fail(...takenBackBy(takenBack, user.name));
        if (unclear)
          return unknown(
            `To whom this gives ${standard.appDirectory} cannot be computed.`,
            unclear.where,
          );
        return fail(
          `${standard.appDirectory} is not given to ${
            user.name
          } in ${stageLabel(stage)}. Write, before USER: RUN chown -R ${
            user.name
          }:${user.name} ${standard.appDirectory}`,
          user.where,
        );
      }),
    );
  },
};

const nonroot: Clause = {
  id: '7.1.nonroot',
  section: '7.1',
  title: 'No root at run time',
  severity: 'must',
  rationale: 'Who breaks out of a service must not be root.',
  decide(model, standard) {
    const { pass, fail, notApplicable, unknown } = decisionsFor(model);
    const unnamed = unnamedStages(model);
    const decisions = model.runtimeStages.map(stage => {
      const user = userOf(stage);
      if (!user.value.known)
        return unknown('USER cannot be computed.', user.where);
      if (!user.isRoot)
        return pass('No runtime stage runs as root.', user.where);
      return unnamed.includes(stage)
        ? fail(
            `${stageLabel(stage)} runs as root. Write: USER ${standard.user}`,
            user.where,
          )
        : notApplicable(
            `${
              stage === model.stages.development ? '4.1.user' : '5.1.user'
            } reports it.`,
          );
    });
    const elsewhere = decisions.find(
      ({ verdict }) => verdict === 'not-applicable',
    );
    return elsewhere && decisions.every(({ verdict }) => verdict !== 'fail')
      ? elsewhere
      : worstOf(decisions);
  },
};

export const section07Security: Clause[] = [useradd, owner, nonroot];
