import { declaredPorts, portsOf } from '@huleedu/rule-087/model';
import {
  isRefusal,
  ClauseFix,
  ClauseFixes,
  ofEach,
  refuse,
} from '../ClauseFix';
import { setDatabasePort, setComposePort } from './composePorts';
import { movePorts, needsHttpPort, portVariables } from './ports';

const httpRange: ClauseFix = fixContext =>
  fixContext.ports.http === undefined
    ? needsHttpPort(fixContext)
    : movePorts(fixContext, fixContext.ports.http);

/** The number follows from the HTTP port. */
const prometheusOffset: ClauseFix = fixContext => {
  const { dockerfile, model, standard } = fixContext;
  return ofEach(model.runtimeStages, stage => {
    const { http, prometheus } = declaredPorts(model, stage);
    if (http?.port === undefined || prometheus?.port === undefined)
      return refuse('No variables say both ports as numbers.');
    const { from, to } = standard.ports.http;
    if (http.port < from || http.port > to)
      return {
        reason:
          'It follows from the HTTP port, and that needs another number first.',
        needs: 'http',
      };
    const wanted = http.port + standard.ports.prometheusOffset;
    const { variable } = portsOf(model, stage).prometheus ?? {};
    if (prometheus.port === wanted) return [];
    const said = stage.exposed.filter(
      ({ port, variables }) =>
        variables.length === 0 &&
        port.known &&
        port.text === `${prometheus.port}/tcp`,
    );
    return [
      ...(variable
        ? [dockerfile.replace(variable, `${variable.name}=${wanted}`)]
        : []),
      ...said.map(({ start, end }) =>
        dockerfile.replace(
          { start, end },
          variable ? `\${${variable.name}}` : String(wanted),
        ),
      ),
      ...setComposePort(fixContext, prometheus.port, wanted),
    ];
  });
};

const databaseRange: ClauseFix = fixContext => setDatabasePort(fixContext);

/** Which of two services moves is a decision; whoever gives a port made it. */
const unique: ClauseFix = fixContext => {
  const { ports } = fixContext;
  const moves = [
    ...(ports.http === undefined ? [] : [movePorts(fixContext, ports.http)]),
    ...(ports.database === undefined ? [] : [setDatabasePort(fixContext)]),
  ];
  return moves.length === 0
    ? {
        reason:
          'Which of the services moves is to be decided: this one does, given other ports.',
        needs: 'http',
      }
    : ofEach(moves, edits => (isRefusal(edits) ? [] : edits));
};

const exposeVariables: ClauseFix = fixContext => {
  const { dockerfile, model } = fixContext;
  const names = portVariables(fixContext);
  return ofEach(model.runtimeStages, stage => {
    const { http, prometheus } = portsOf(model, stage);
    const nameOf = (port: string) => {
      if (port === `${http?.port}/tcp`) return http?.variable.name;
      return port === `${prometheus?.port}/tcp`
        ? prometheus?.variable.name
        : undefined;
    };
    return ofEach(
      stage.exposed,
      ({ port, variables, undefinedVariables, start, end }) => {
        if (variables.length > 0 && undefinedVariables.length === 0) return [];
        const [lost] = undefinedVariables;
        const meant = /PROM|METRIC/.test(lost ?? '')
          ? names.prometheus
          : names.http;
        const name =
          lost === undefined && port.known ? nameOf(port.text) : meant;
        return name !== undefined && stage.scope.variable(name)
          ? [dockerfile.replace({ start, end }, `\${${name}}`)]
          : refuse(
              `No variable says what port ${dockerfile.slice({
                start,
                end,
              })} is. Name it: ENV …_PORT=…, and expose that variable.`,
            );
      },
    );
  });
};

export const section08Ports: ClauseFixes = {
  '8.1.http-range': httpRange,
  '8.1.prom-offset': prometheusOffset,
  '8.1.db-range': databaseRange,
  '8.1.unique': unique,
  '8.2.expose-vars': exposeVariables,
};
