import { isServiceCode } from '../../model/copies';
import { allTimelines } from '../../model/timeline';
import { Clause } from '../Clause';
import { decisionsFor, worstOf } from '../decisions';
import { COPY_CODE, LIBS } from '../exampleInstructions';

export const libsBeforeService: Clause = {
  id: '9.1.libs-before-service',
  section: '9.1',
  title: 'Libraries before the service',
  severity: 'must',
  rationale: 'Libraries change less often than the service’s code.',
  example: { file: 'dockerfile', passes: LIBS, fails: `${COPY_CODE}\n${LIBS}` },
  decide(model, standard) {
    const { pass, fail, notApplicable } = decisionsFor(model);
    const timelines = new Set(
      model.runtimeStages.flatMap(stage => allTimelines(stage, standard)),
    );
    const decisions = [...timelines].flatMap(timeline => {
      const code = timeline.copied.find(isServiceCode);
      return timeline.copied
        .filter(({ kind }) => kind === 'library')
        .map(library =>
          code && timeline.at(code.step) < timeline.at(library.step)
            ? fail(
                `${library.path} is copied after service code. Move this COPY above it.`,
                library,
              )
            : pass('Libraries are copied before service code.', library),
        );
    });
    return decisions.length === 0
      ? notApplicable('No shared library is copied.')
      : worstOf(decisions);
  },
};
