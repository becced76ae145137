import { isInstall } from '../../dockerfile/programs';
import { isServiceCode } from '../../model/copies';
import { timelineOf } from '../../model/timeline';
import { Clause } from '../Clause';
import { decisionsFor, worstOf } from '../decisions';

export const codeLast: Clause = {
  id: '9.1.code-last',
  section: '9.1',
  title: 'Service code last',
  severity: 'must',
  rationale:
    'Service code changes most often; what comes after it is built at every edit.',
  example: {
    file: 'dockerfile',
    passes: 'USER appuser',
    fails: 'RUN pip install gunicorn\nUSER appuser',
  },
  decide(model, standard) {
    const { pass, fail, notApplicable } = decisionsFor(model);
    return worstOf(
      model.runtimeStages.map(stage => {
        const timeline = timelineOf(stage, standard);
        const code = timeline.copied.find(isServiceCode);
        if (!code)
          return notApplicable('No service code is copied from the context.');
        const late = timeline.steps
          .slice(timeline.at(code.step) + 1)
          .flatMap(({ commands }) => commands)
          .filter(isInstall);
        return late.length > 0
          ? fail(
              'Something is installed after service code is copied, so each edit installs it again. Move it above the COPY.',
              late,
            )
          : pass('Nothing is installed after service code is copied.', code);
      }),
    );
  },
};
