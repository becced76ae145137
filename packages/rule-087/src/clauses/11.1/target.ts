import { Clause } from '../Clause';
import { fail, ofComposeService } from '../placedDecisions';
import { judgeText } from '../composeText';

export const target: Clause = {
  id: '11.1.target',
  section: '11.1',
  title: 'Development target',
  severity: 'must',
  rationale: 'Without a target the last stage is built, which is production.',
  example: {
    file: 'compose',
    passes: 'target: development',
    fails: 'target: production',
  },
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
