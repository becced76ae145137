import { ResolvedCommand } from '../../dockerfile/stages';
import { shellCommands } from '../../dockerfile/shellCommands';
import { SourceText } from '../../dockerfile/SourceText';
import { copiedLibraries } from '../../clauses/section04Overlay';
import { portsOf } from '../../model/servicePorts';
import { addressOf, variableIn } from '../../pyproject/bindAddress';
import { normalizeName, PyprojectModel } from '../../pyproject/PyprojectModel';
import { Edit } from '../text/Edit';
import { lineEndOf, nextLine } from '../text/lines';
import { Mend, Mends, Refusal, refuse, Situation } from '../Mend';

type Pyproject = { model: PyprojectModel; content: string; path: string };

/** A mend of pyproject.toml, where there is one. */
function ofPyproject(
  mend: (pyproject: Pyproject, situation: Situation) => Edit[] | Refusal,
): Mend {
  return situation => {
    const { pyproject } = situation.model;
    const file = situation.sources.pyproject;
    return pyproject.state === 'read' && file.state === 'present'
      ? mend({ model: pyproject.model, ...file }, situation)
      : refuse(
          'What the project consists of is not known: there is no pyproject.toml to add to.',
        );
  };
}

/** Adds a pair to a table, which is made at the end of the file where it is not there. */
function addPair(
  { content, path }: Pyproject,
  table: string,
  pair: string,
): Edit[] | Refusal {
  const lineEnd = lineEndOf(content);
  const header = new RegExp(
    `^[ \\t]*\\[${table.replaceAll('.', '\\.')}\\][ \\t]*(#.*)?\\r?$`,
    'm',
  ).exec(content);
  if (header) {
    const at = nextLine(content, header.index + header[0].length);
    const isEnded = content[at - 1] === '\n';
    const text = isEnded ? `${pair}${lineEnd}` : `${lineEnd}${pair}`;
    return [{ path, start: at, end: at, text }];
  }
  const end = content.trimEnd().length;
  const text = `${lineEnd}${lineEnd}[${table}]${lineEnd}${pair}`;
  const rest = content.slice(end) || lineEnd;
  return [{ path, start: end, end: content.length, text: `${text}${rest}` }];
}

/** What the container started so far; where that was PDM already, what the framework is served with. */
const startScript = ofPyproject((pyproject, situation) => {
  const { model } = situation;
  if (pyproject.model.scripts.has('start'))
    return refuse(
      'The start script is empty, and what it should start is not known.',
    );
  const started = model.runtimeStages.map(stage => {
    const { command, entrypoint } = stage;
    return !entrypoint && command && commandText(command);
  });
  const [text] = started;
  const script =
    text && started.every(other => other === text)
      ? text
      : serverOf(pyproject.model, situation);
  return script === undefined
    ? refuse(
        'What the service starts is not known. Write: [tool.pdm.scripts] start = "…"',
      )
    : addPair(
        pyproject,
        'tool.pdm.scripts',
        `start = ${JSON.stringify(script)}`,
      );
});

/** The one program that a CMD starts, in words that PDM reads alike. */
function commandText({ form, args }: ResolvedCommand): string | undefined {
  const source = form === 'exec' ? args.join(' ') : args[0];
  if (form === 'exec' && args.some(word => /[\s"'\\;&|<>]/.test(word)))
    return undefined;
  const commands = shellCommands(
    SourceText.create([{ text: source, offset: 0 }]),
    () => undefined,
  ).filter(({ name }) => name !== 'cd');
  const [command, ...more] = commands;
  if (!command || more.length > 0 || command.assignments.length > 0)
    return undefined;
  if (/^(pdm|sh|bash|dash)$/.test(command.name)) return undefined;
  const text = source.slice(command.start, command.end);
  return /["'\\;&|<>`(]/.test(text)
    ? undefined
    : text.replace(/\$(\w+)/g, (_, name) => `\${${name}}`);
}

function serverOf(
  { dependencies }: PyprojectModel,
  { model, standard }: Situation,
): string | undefined {
  const has = (name: string) =>
    dependencies.some(dependency => dependency.name === name);
  const variable = model.runtimeStages
    .map(stage => portsOf(model, stage).http?.variable.name)
    .find(Boolean);
  if (!variable || model.kind !== 'http') return undefined;
  const port = `\${${variable}}`;
  if (model.framework === 'fastapi' && has('uvicorn'))
    return `uvicorn app:app --host ${standard.host} --port ${port}`;
  if (model.framework !== 'quart') return undefined;
  return has('hypercorn')
    ? `hypercorn app:app --bind ${standard.host}:${port}`
    : `python -m quart --app app:app run --host ${standard.host} --port ${port}`;
}

const startPortVariable = ofPyproject((pyproject, { model, standard }) => {
  const script = pyproject.model.scripts.get('start');
  const address = script && addressOf(script);
  if (!script || !address?.span || script.kind === 'composite')
    return refuse('The script says its address in a way that is not edited.');
  const variable = model.runtimeStages
    .map(stage => portsOf(model, stage).http?.variable.name)
    .find(Boolean);
  if (!variable) return refuse('No variable says the HTTP port.');
  const { path, content } = pyproject;
  const { host, port } = address;
  const isShell = script.kind === 'shell';
  const { start, end } = script;
  const edits: Edit[] = [];
  const replaceIn = (old: string, next: string) => {
    const at = content.indexOf(old, start);
    if (at !== -1 && at + old.length <= end)
      edits.push({ path, start: at, end: at + old.length, text: next });
  };
  const said = port === undefined ? undefined : variableIn(port, isShell);
  if (port !== undefined && said !== variable && said !== 'UVICORN_PORT') {
    const before = content.slice(address.span.start, address.span.end);
    const at = before.lastIndexOf(port);
    if (at === -1)
      return refuse('The script says its address in a way that is not edited.');
    edits.push({
      path,
      start: address.span.start + at,
      end: address.span.start + at + port.length,
      text: `\${${variable}}`,
    });
  }
  if (
    host !== undefined &&
    host !== standard.host &&
    host !== '' &&
    !host.includes('$')
  )
    replaceIn(host, standard.host);
  return edits;
});

const localLibraries = ofPyproject((pyproject, { model, standard }) => {
  const libraries = [
    ...new Set([...copiedLibraries(model, standard), ...standard.libraries]),
  ];
  const { allDependencies, overrides } = pyproject.model;
  const isLocal = (source: string | undefined) =>
    source !== undefined &&
    /^(file:|\.{0,2}\/|\.\.?$|\$\{PROJECT_ROOT\})/i.test(source.trim());
  const pairs = new Map<string, string>();
  for (const { name, source } of allDependencies) {
    const [library, ...more] = libraries.filter(folder => {
      const normal = normalizeName(folder);
      return name === normal || name.endsWith(`-${normal}`);
    });
    if (!library || isLocal(source) || isLocal(overrides.get(name)?.source))
      continue;
    if (more.length > 0 || overrides.has(name))
      return refuse(
        `Which folder ${name} is to come from is the author's decision.`,
      );
    const root = `${model.directory ?? ''}`.replace(/[^/]+/g, '..');
    pairs.set(
      name,
      `${name} = "file:///\${PROJECT_ROOT}/${root}/${standard.librariesDirectory}/${library}"`,
    );
  }
  if (pairs.size === 0) return refuse('Every shared library is local.');
  return addPair(
    pyproject,
    'tool.pdm.resolution.overrides',
    [...pairs.values()].join(lineEndOf(pyproject.content)),
  );
});

export const pyprojectMends: Mends = {
  '3.2.libs-local': localLibraries,
  '10.2.start-script': startScript,
  '10.2.start-port-var': startPortVariable,
};
