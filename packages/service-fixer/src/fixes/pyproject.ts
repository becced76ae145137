import { ResolvedCommand } from '@huleedu/rule-087';
import {
  Address,
  addressOf,
  copiedLibraries,
  normalizeName,
  portsOf,
  PyprojectModel,
  Script,
  scriptsOf,
  shellCommands,
  SourceText,
  Span,
  variableIn,
} from '@huleedu/rule-087/model';
import { Edit, TomlText } from '@huleedu/text-edits';
import {
  ClauseFix,
  ClauseFixes,
  ofEach,
  Refusal,
  refuse,
  FixContext,
} from '../ClauseFix';

type Pyproject = { model: PyprojectModel; content: string; path: string };

/** A fix of pyproject.toml, where there is one. */
function ofPyproject(
  fix: (pyproject: Pyproject, fixContext: FixContext) => Edit[] | Refusal,
): ClauseFix {
  return fixContext => {
    const { pyproject } = fixContext.model;
    const file = fixContext.sources.pyproject;
    return pyproject.state === 'read' && file.state === 'present'
      ? fix({ model: pyproject.model, ...file }, fixContext)
      : refuse(
          'What the project consists of is not known: there is no pyproject.toml to add to.',
        );
  };
}

/** Adds a script for PDM to run. */
export function addScript(
  name: string,
  value: string,
  fixContext: FixContext,
): Edit[] | Refusal {
  return ofPyproject(pyproject =>
    TomlText.create(pyproject).add(
      ['tool', 'pdm', 'scripts'],
      new Map([[name, value]]),
    ),
  )(fixContext);
}

/** What the container started so far; where that was PDM already, what the framework is served with. */
const startScript = ofPyproject((pyproject, fixContext) => {
  const { model } = fixContext;
  if (pyproject.model.scripts.has('start'))
    return refuse(
      'The start script is empty, and what it should start is not known.',
    );
  // What is deployed counts, where development starts something else.
  const { command, entrypoint } =
    model.stages.production ?? model.runtimeStages.at(-1)!;
  const text =
    entrypoint || !command
      ? undefined
      : commandText(command, pyproject.model.scripts);
  const script = text ?? serverOf(pyproject.model, fixContext);
  return script === undefined
    ? refuse(
        'What the service starts is not known. Write: [tool.pdm.scripts] start = "…"',
      )
    : addScript('start', JSON.stringify(script), fixContext);
});

/** The program that a CMD starts in the end, in words that PDM reads alike. */
function commandText(
  { form, args }: ResolvedCommand,
  scripts: PyprojectModel['scripts'],
): string | undefined {
  const flag = args.findIndex(word => /^-[a-z]*c$/.test(word));
  const isShell = form === 'exec' && /^(\/bin\/)?(ba|da)?sh$/.test(args[0]);
  const shellText = isShell && flag !== -1 ? args[flag + 1] : undefined;
  if (
    form === 'exec' &&
    shellText === undefined &&
    args.some(word => /[\s"'\\;&|<>]/.test(word))
  )
    return undefined;
  const source = shellText ?? args.join(' ');
  const command = shellCommands(
    SourceText.create([{ text: source, offset: 0 }]),
    () => undefined,
  ).at(-1);
  if (!command || command.assignments.length > 0) return undefined;
  const [program, ...more] = command.words.slice(
    command.words.findIndex(({ text }) => text === 'run') + 1,
  );
  const run = command.name === 'pdm' ? program : undefined;
  if (run?.text === 'start') return undefined;
  const script = run && scripts.get(run.text);
  if (script)
    return more.length === 0 && script.kind === 'cmd' && !script.isList
      ? script.texts[0]?.text
      : undefined;
  if (/^(sh|bash|dash)$/.test(command.name)) return undefined;
  if (command.name === 'pdm' && !run) return undefined;
  const text = source.slice((run ?? command).start, command.end);
  return /["'\\;&|<>`(]/.test(text)
    ? undefined
    : text
        .replace(/^exec /, '')
        .replace(/\$(\w+)/g, (_, name) => `\${${name}}`);
}

function serverOf(
  { dependencies }: PyprojectModel,
  { model, standard }: FixContext,
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

/** Address and port of each script that start runs. */
const startPortVariable = ofPyproject((pyproject, context) => {
  const scripts = [...scriptsOf(pyproject.model, 'start').values()];
  return ofEach(scripts, script => {
    const address = script.kind === 'composite' ? undefined : addressOf(script);
    return address ? bindVariable(pyproject, script, address, context) : [];
  });
});

const UNUSUAL = 'The script says its address in a way that is not edited.';

function bindVariable(
  { path, content }: Pyproject,
  { kind }: Script,
  { host, port, span, hostSpan }: Address,
  { model, standard }: FixContext,
): Edit[] | Refusal {
  const variable = model.runtimeStages
    .map(stage => portsOf(model, stage).http?.variable.name)
    .find(Boolean);
  if (!variable) return refuse('No variable says the HTTP port.');
  const replaced = (
    place: Span | undefined,
    old: string,
    text: string,
  ): Edit[] | Refusal => {
    const at = place
      ? content.slice(place.start, place.end).lastIndexOf(old)
      : -1;
    if (!place || at === -1) return refuse(UNUSUAL);
    const start = place.start + at;
    return [{ path, start, end: start + old.length, text }];
  };
  const said =
    port === undefined ? undefined : variableIn(port, kind === 'shell');
  const isBound = said === variable || said === 'UVICORN_PORT';
  const isOpen =
    [standard.host, '', undefined].includes(host) || host!.includes('$');
  return ofEach(
    [
      port === undefined || isBound
        ? []
        : replaced(span, port, `\${${variable}}`),
      isOpen ? [] : replaced(hostSpan, host!, standard.host),
    ],
    edits => edits,
  );
}

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
      `"file:///\${PROJECT_ROOT}/${root}/${standard.librariesDirectory}/${library}"`,
    );
  }
  if (pairs.size === 0) return refuse('Every shared library is local.');
  return TomlText.create(pyproject).add(
    ['tool', 'pdm', 'resolution', 'overrides'],
    pairs,
  );
});

export const pyprojectFixes: ClauseFixes = {
  '3.2.libs-local': localLibraries,
  '10.2.start-script': startScript,
  '10.2.start-port-var': startPortVariable,
};
