import { Span } from '../../source/SourceText';
import { Clause } from '../Clause';
import { worstOf } from '../decisions';
import { fail, notApplicable, pass } from '../placedDecisions';
import { EXPOSE } from '../exampleInstructions';

export const exposeVariables: Clause = {
  id: '8.2.expose-vars',
  section: '8.2',
  title: 'EXPOSE by variable',
  severity: 'should',
  rationale: 'A port is changed in one place.',
  example: { file: 'dockerfile', passes: EXPOSE, fails: 'EXPOSE 7005 9097' },
  decide(model) {
    const at = (span: Span) => model.dockerfile.lines.evidence(span);
    if (model.kind !== 'http')
      return notApplicable(`A ${model.kind} serves no HTTP port.`);
    const exposed = model.runtimeStages.flatMap(stage => stage.exposed);
    if (exposed.length === 0)
      return notApplicable('No runtime stage exposes a port.');
    return worstOf(
      exposed.map(word => {
        if (word.variables.length === 0) {
          return fail(
            `EXPOSE names a number. Write the variable that says it: EXPOSE \${${
              model.prefix ?? '<PREFIX>'
            }_HTTP_PORT} \${${model.prefix ?? '<PREFIX>'}_PROMETHEUS_PORT}`,
            at(word),
          );
        }
        return word.undefinedVariables.length > 0
          ? fail(
              `${word.undefinedVariables.join(
                ', ',
              )} is not defined in this stage. Set it with ENV above.`,
              at(word),
            )
          : pass('EXPOSE uses variables that are defined.', at(word));
      }),
    );
  },
};
