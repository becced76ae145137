import { Clause } from '../Clause';
import { decisionsFor } from '../decisions';
import { judgeVariables } from '../environmentVariables';
import { productionOf } from '../productionStages';

export const quart: Clause = {
  id: '6.2.quart-env',
  section: '6.2',
  title: 'Quart variables',
  severity: 'must',
  rationale: 'Quart finds the application and leaves its debugger off.',
  example: {
    file: 'dockerfile',
    passes: 'ENV QUART_APP=app:app \\\n    QUART_ENV=production \\\n',
    fails: 'ENV QUART_APP=app:app \\\n    QUART_ENV=development \\\n',
  },
  decide(model, standard) {
    const { notApplicable } = decisionsFor(model);
    if (model.kind !== 'http' || model.framework !== 'quart')
      return notApplicable('The service is not built on Quart.');
    return judgeVariables(
      model,
      [productionOf(model)],
      standard.quartEnvironment,
    );
  },
};
