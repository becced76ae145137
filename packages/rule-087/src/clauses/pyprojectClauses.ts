import { portsOf } from '../model/servicePorts';
import { ServiceModel } from '../model/ServiceModel';
import { Address, addressOf, variableIn } from '../pyproject/bindAddress';
import { Evidence } from '../report/Report';
import {
  normalizeName,
  PyprojectModel,
  Script,
} from '../pyproject/PyprojectModel';
import { Standard } from '../standard/Standard';
import { Clause, Decision } from './Clause';
import { worstOf } from './decisions';
import { fail, notApplicable, pass, unknown } from './placedDecisions';
import { copiedLibraries } from '../model/copiedLibraries';

/** Judges pyproject.toml; a folder without one fails 10.2.start-script, and nothing else of it. */
function ofPyproject(
  model: ServiceModel,
  judge: (pyproject: PyprojectModel) => Decision,
): Decision {
  const { pyproject } = model;
  switch (pyproject.state) {
    case 'read':
      return judge(pyproject.model);
    case 'unreadable':
      return unknown(
        `${pyproject.path} could not be read: ${pyproject.reason}`,
        pyproject.evidence,
      );
    case 'missing':
      return notApplicable(
        'There is no pyproject.toml; 10.2.start-script says so.',
      );
    default:
      return notApplicable('The Dockerfile is judged alone.');
  }
}

const localLibraries: Clause = {
  id: '3.2.libs-local',
  section: '3.2',
  title: 'Local libraries',
  severity: 'should',
  rationale:
    'A service is built with the libraries of its own commit, not with those that were published last.',
  decide: (model, standard) =>
    ofPyproject(model, ({ allDependencies, overrides, lines }) => {
      const libraries = [
        ...new Set([
          ...copiedLibraries(model, standard),
          ...standard.libraries,
        ]),
      ].map(normalizeName);
      const shared = allDependencies.filter(({ name }) =>
        libraries.some(
          library => name === library || name.endsWith(`-${library}`),
        ),
      );
      if (shared.length === 0)
        return notApplicable('No shared library is among the dependencies.');
      return worstOf(
        shared.map(dependency => {
          const override = overrides.get(dependency.name);
          if (override && isLocal(override.source)) {
            return pass(
              `${dependency.name} is local.`,
              lines.evidence(override),
            );
          }
          return dependency.source !== undefined && isLocal(dependency.source)
            ? pass(`${dependency.name} is local.`, lines.evidence(dependency))
            : fail(
                `${dependency.name} comes from an index, not from the repository. Write under [tool.pdm.resolution.overrides]: ${dependency.name} = "file:///\${PROJECT_ROOT}/../../libs/…"`,
                lines.evidence(override ?? dependency),
              );
        }),
      );
    }),
};

/** A path or a `file:` URL. */
function isLocal(source: string): boolean {
  return /^(file:|\.{0,2}\/|\.\.?$|\$\{PROJECT_ROOT\})/i.test(source.trim());
}

const startScript: Clause = {
  id: '10.2.start-script',
  section: '10.2',
  title: 'Start script',
  severity: 'must',
  rationale:
    'pdm run start is what the container runs; pyproject.toml says what that is.',
  decide(model) {
    const { pyproject } = model;
    const write = 'Write: [tool.pdm.scripts] start = "…"';
    if (pyproject.state === 'missing') {
      return fail(
        `There is no ${pyproject.path}, so pdm run start finds nothing. ${write}`,
        {
          file: pyproject.path,
          startLine: 1,
          startColumn: 1,
          endLine: 1,
          endColumn: 1,
        },
      );
    }
    return ofPyproject(model, ({ scripts, scriptsPlace, lines }) => {
      const start = scripts.get('start');
      return start && start.texts.some(({ text }) => text.trim() !== '')
        ? pass('The start script is there.', lines.evidence(start))
        : fail(
            `There is no script "start". ${write}`,
            lines.evidence(start ?? scriptsPlace),
          );
    });
  },
};

const startPortVariable: Clause = {
  id: '10.2.start-port-var',
  section: '10.2',
  title: 'Start script binds the variable',
  severity: 'should',
  rationale: 'A literal in the script outlives the change of the variable.',
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

export const pyprojectClauses = {
  libraries: [localLibraries],
  start: [startScript, startPortVariable],
};
