import { portsOf } from '../../model/servicePorts';
import { ServiceModel } from '../../model/ServiceModel';
import { Address, addressOf, variableIn } from '../../model/bindAddress';
import { Evidence } from '../../source/Evidence';
import { PyprojectModel, Script } from '../../pyproject/PyprojectModel';
import { Standard } from '../../standard/Standard';
import { Clause, Decision } from '../Clause';
import { worstOf } from '../decisions';
import { fail, notApplicable, pass, unknown } from '../placedDecisions';
import { ofPyproject } from '../ofPyproject';

export const startPortVariable: Clause = {
  id: '10.2.start-port-var',
  section: '10.2',
  title: 'Start script binds the variable',
  severity: 'should',
  rationale: 'A literal in the script outlives the change of the variable.',
  example: {
    file: 'pyproject',
    passes: '--bind 0.0.0.0:${IDENTITY_HTTP_PORT}',
    fails: '--bind 0.0.0.0:7005',
  },
  decide(model, standard) {
    if (model.kind !== 'http')
      return notApplicable(`A ${model.kind} serves no HTTP port.`);
    return ofPyproject(model, pyproject => {
      const start = pyproject.scripts.get('start');
      if (!start)
        return notApplicable(
          'There is no start script; 10.2.start-script says so.',
        );
      return judgeScript(start, pyproject, model, standard, new Set(['start']));
    });
  },
};

function judgeScript(
  script: Script,
  pyproject: PyprojectModel,
  model: ServiceModel,
  standard: Standard,
  seen: Set<string>,
): Decision {
  const evidence = pyproject.lines.evidence(script);
  const leftOpen = unknown(
    'The script leaves address and port to the program; what that binds is not seen here.',
    evidence,
  );
  if (script.kind === 'call') return leftOpen;
  if (script.kind === 'composite') {
    const parts = script.texts.flatMap(({ text }) => {
      const [name] = text.trim().split(/\s+/);
      const next = pyproject.scripts.get(name);
      if (seen.has(name)) return [];
      return next
        ? [
            judgeScript(
              next,
              pyproject,
              model,
              standard,
              new Set([...seen, name]),
            ),
          ]
        : [];
    });
    const decided = parts.filter(({ verdict }) => verdict !== 'unknown');
    return decided.length > 0 ? worstOf(decided) : leftOpen;
  }
  const address = addressOf(script);
  return address
    ? judgeAddress(
        address,
        pyproject.lines.evidence(address.span ?? script),
        script.kind === 'shell',
        model,
        standard,
      )
    : leftOpen;
}

/** Host and port each fail by themselves; what the program is not told is left open. */
function judgeAddress(
  { host, port }: Address,
  evidence: Evidence,
  isShell: boolean,
  model: ServiceModel,
  standard: Standard,
): Decision {
  const leftOpen = (what: string) =>
    unknown(
      `The script leaves the ${what} to the program; what that binds is not seen here.`,
      evidence,
    );
  return worstOf([
    host === undefined
      ? leftOpen('address')
      : judgeHost(host, evidence, isShell, model, standard),
    port === undefined
      ? leftOpen('port')
      : judgePort(port, evidence, isShell, model),
  ]);
}

function judgeHost(
  host: string,
  evidence: Evidence,
  isShell: boolean,
  model: ServiceModel,
  standard: Standard,
): Decision {
  const name = variableIn(host, isShell);
  const right = pass(`The script binds ${standard.host}.`, evidence);
  if (name === undefined) {
    return host === standard.host || host === ''
      ? right
      : fail(
          `The script binds ${host}, which is not ${standard.host}. Write: ${standard.host}`,
          evidence,
        );
  }
  const value = model.runtimeStages
    .map(stage => stage.scope.variable(name)?.value)
    .find(Boolean);
  if (value && !value.known)
    return unknown(`${name} cannot be computed.`, evidence);
  return value?.text === standard.host
    ? right
    : fail(
        `The script binds \${${name}}, which is not ${standard.host}. Write: ${standard.host}`,
        evidence,
      );
}

function judgePort(
  port: string,
  evidence: Evidence,
  isShell: boolean,
  model: ServiceModel,
): Decision {
  const httpName =
    model.runtimeStages
      .map(stage => portsOf(model, stage).http?.variable.name)
      .find(Boolean) ??
    (model.prefix ? `${model.prefix}_HTTP_PORT` : undefined);
  const write = `Write: \${${httpName ?? '<PREFIX>_HTTP_PORT'}}`;
  const name = variableIn(port, isShell);
  if (name === undefined) {
    return /^\d+$/.test(port)
      ? fail(`The script binds the literal ${port}. ${write}`, evidence)
      : fail(`PDM does not expand ${port}. ${write}`, evidence);
  }
  if (name === httpName || name === 'UVICORN_PORT')
    return pass(`The script binds \${${name}}.`, evidence);
  return httpName === undefined
    ? unknown('No variable of the Dockerfile names the HTTP port.', evidence)
    : fail(
        `The script binds \${${name}}, which is not the HTTP port's variable. ${write}`,
        evidence,
      );
}
