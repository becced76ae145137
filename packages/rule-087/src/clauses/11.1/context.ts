import { Clause } from '../Clause';
import { fail, ofCompose } from '../placedDecisions';
import { judgeText } from '../composeText';

export const context: Clause = {
  id: '11.1.context',
  section: '11.1',
  title: 'Build context',
  severity: 'must',
  rationale:
    'The shared libraries lie outside the service’s folder: only the root holds both.',
  example: {
    file: 'compose',
    passes: 'context: .',
    fails: 'context: services',
  },
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
