import { portsOf } from '../../model/servicePorts';
import { Clause } from '../Clause';
import { decisionsFor, worstOf } from '../decisions';
import { judgeVariables, lastEnvironment } from '../environmentVariables';
import { productionOf } from '../productionStages';

export const fastapi: Clause = {
  id: '6.2.fastapi-env',
  section: '6.2',
  title: 'FastAPI variables',
  severity: 'must',
  rationale: 'Uvicorn binds every address, on the port that the service says.',
  example: {
    file: 'dockerfile',
    passes:
      'ENV UVICORN_HOST=0.0.0.0 \\\n    UVICORN_PORT=${IDENTITY_HTTP_PORT}',
    fails: 'ENV UVICORN_HOST=0.0.0.0',
  },
  decide(model, standard) {
    const { notApplicable, pass, fail, unknown } = decisionsFor(model);
    if (model.kind !== 'http' || model.framework !== 'fastapi')
      return notApplicable('The service is not built on FastAPI.');
    const stage = productionOf(model);
    const host = judgeVariables(model, [stage], {
      UVICORN_HOST: standard.host,
    });
    const http = portsOf(model, stage).http;
    const variable = stage.scope.variable('UVICORN_PORT');
    const write = `Set UVICORN_PORT=\${${
      http?.variable.name ?? '<PREFIX>_HTTP_PORT'
    }} in an ENV of its own, below the one that sets the port.`;
    if (!variable)
      return worstOf([
        host,
        fail(`UVICORN_PORT is not set. ${write}`, lastEnvironment(stage)),
      ]);
    if (!variable.value.known || (http && !http.known)) {
      return worstOf([
        host,
        unknown('UVICORN_PORT cannot be computed.', variable),
      ]);
    }
    if (!http && variable.value.text !== '') {
      return worstOf([
        host,
        unknown('No variable names the HTTP port to compare with.', variable),
      ]);
    }
    const isRight =
      http?.port !== undefined && variable.value.text === String(http.port);
    return worstOf([
      host,
      isRight
        ? pass(`UVICORN_PORT is the HTTP port ${http.port}.`, variable)
        : fail(
            `UVICORN_PORT is "${variable.value.text}", not the HTTP port${
              http?.port ? ` ${http.port}` : ''
            }. ${write}`,
            variable,
          ),
    ]);
  },
};
