import { ServiceModel } from '../../model/ServiceModel';
import { userOf } from '../../model/users';
import { Clause } from '../Clause';
import { decisionsFor, stageLabel, worstOf } from '../decisions';

/** The runtime stages that no clause of 4.1 or 5.1 speaks of. */
function unnamedStages(model: ServiceModel) {
  return model.runtimeStages.filter(
    stage =>
      stage !== model.stages.development && stage !== model.stages.production,
  );
}

export const nonroot: Clause = {
  id: '7.1.nonroot',
  section: '7.1',
  title: 'No root at run time',
  severity: 'must',
  rationale: 'Who breaks out of a service must not be root.',
  example: { file: 'dockerfile', passes: 'USER appuser', fails: '' },
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
