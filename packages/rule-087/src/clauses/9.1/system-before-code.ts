import { aptInstallsOf } from '../../dockerfile/programs';
import { Copied, copiedFromContext } from '../../model/copies';
import { perStage } from '../../model/perStage';
import { Clause } from '../Clause';
import { decisionsFor, worstOf } from '../decisions';
import { META } from '../exampleInstructions';

/** The first file of the project on the way to a stage. */
const firstCopied = perStage((stage, standard): Copied | undefined => {
  const { source } = stage;
  const below =
    source.kind === 'stage' ? firstCopied(source.stage, standard) : undefined;
  return below ?? copiedFromContext([stage], standard)[0];
});

export const systemBeforeCode: Clause = {
  id: '9.1.system-before-code',
  section: '9.1',
  title: 'System packages first',
  severity: 'must',
  rationale:
    'System packages change rarely: below the sources, they come from the cache.',
  example: {
    file: 'dockerfile',
    passes: 'RUN apt-get update',
    fails: `${META}\nRUN apt-get update`,
  },
  decide(model, standard) {
    const { pass, fail, notApplicable } = decisionsFor(model);
    const decisions = model.dockerfile.stages.flatMap(stage => {
      const installs = aptInstallsOf([stage]);
      if (installs.length === 0) return [];
      const first = firstCopied(stage, standard)?.step;
      const isBefore = new Set(
        first?.stage === stage
          ? stage.steps.slice(0, stage.steps.indexOf(first) + 1)
          : [],
      );
      return installs.map(({ step, command }) =>
        first && !isBefore.has(step)
          ? fail(
              'System packages are installed after project files are copied. Move this RUN above every COPY.',
              command,
            )
          : pass(
              'System packages are installed before any project file is copied.',
              command,
            ),
      );
    });
    return decisions.length === 0
      ? notApplicable('No stage installs system packages with apt-get.')
      : worstOf(decisions);
  },
};
