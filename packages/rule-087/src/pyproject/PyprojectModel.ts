import { LineIndex } from '../source/LineIndex';
import { SourceText, Span } from '../source/SourceText';
import { itemsOf, textOf, Tree, TreeMap, valueAt } from '../source/Tree';
import { stringAt } from './tomlString';
import { parseToml } from './tomlTree';

/** A requirement: `quart>=0.19`, `huleedu-common-core @ file:///…`. */
export type Dependency = Span & {
  /** Normalized: lower case, runs of `-`, `_` and `.` as `-`. */
  name: string;
  /** Where it comes from, when it says so: a URL, or a path, which begins with `.` or `/`. */
  source?: string;
};

/** A script under `[tool.pdm.scripts]`. */
export type Script = Span & {
  /** `cmd` is run by PDM itself, `shell` by a shell, `call` is a Python function, `composite` runs other scripts. */
  kind: 'cmd' | 'shell' | 'call' | 'composite';
  /** Of `cmd` written as a list, the words; else one text. */
  texts: SourceText[];
  isList: boolean;
};

/** What rule 087 reads of a `pyproject.toml`. @public */
export type PyprojectModel = {
  path: string;
  lines: LineIndex;
  /** Whether `[project]` says what it is, which PDM reads. */
  isProject: boolean;
  /** Groups of what only development needs. */
  developmentGroups: string[];
  /** Those of the project itself, which it needs to run. */
  dependencies: Dependency[];
  /** Those and all of groups and extras. */
  allDependencies: Dependency[];
  /** Normalized name → where `[tool.pdm.resolution.overrides]` takes it from. */
  overrides: Map<string, Span & { source: string }>;
  scripts: Map<string, Script>;
  /** Where a script would be added. */
  scriptsPlace: Span;
};

/** @throws TomlError when the text is no TOML, or too large. */
export function readPyproject(path: string, content: string): PyprojectModel {
  const root = parseToml(content);
  const dependencies = [
    ...requirements(valueAt(root, 'project', 'dependencies')),
    ...tableRequirements(valueAt(root, 'tool', 'poetry', 'dependencies')),
  ];
  const ofDevelopment = [
    valueAt(root, 'dependency-groups'),
    valueAt(root, 'tool', 'pdm', 'dev-dependencies'),
  ];
  const groups = [
    valueAt(root, 'project', 'optional-dependencies'),
    ...ofDevelopment,
  ];
  const place =
    entryAt(root, 'tool', 'pdm', 'scripts')?.key ??
    entryAt(root, 'tool', 'pdm')?.key ??
    entryAt(root, 'project')?.key;
  return {
    path,
    lines: LineIndex.create(path, content),
    isProject: valueAt(root, 'project') !== undefined,
    developmentGroups: ofDevelopment.flatMap(group =>
      group?.kind === 'map' ? [...group.entries.keys()] : [],
    ),
    dependencies,
    allDependencies: [
      ...dependencies,
      ...groups.flatMap(group =>
        group?.kind === 'map'
          ? [...group.entries.values()].flatMap(({ value }) =>
              requirements(value),
            )
          : [],
      ),
    ],
    overrides: readOverrides(
      valueAt(root, 'tool', 'pdm', 'resolution', 'overrides'),
    ),
    scripts: readScripts(valueAt(root, 'tool', 'pdm', 'scripts'), content),
    scriptsPlace: place ?? { start: 0, end: 0 },
  };
}

/** As PEP 503 compares the names of projects. */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function entryAt(root: TreeMap, ...path: string[]) {
  const parent = valueAt(root, ...path.slice(0, -1));
  return parent?.kind === 'map' ? parent.entries.get(path.at(-1)!) : undefined;
}

/** A list of PEP 508 requirements, and of editable ones as PDM has them: `-e file:///…#egg=name`. */
function requirements(tree: Tree | undefined): Dependency[] {
  return itemsOf(tree).flatMap(item => {
    const text =
      textOf(item)
        ?.replace(/^\s*-e\s+/, '')
        .trim() ?? '';
    const { start, end } = item;
    const egg = /#egg=([\w.-]+)/.exec(text)?.[1];
    const name = egg ?? /^([A-Za-z0-9][\w.-]*)(?![\w.:/-])/.exec(text)?.[1];
    if (name === undefined) {
      // A path or an address alone: its folder is named as the library is.
      const folder = /([\w.-]+)\/*$/.exec(text)?.[1];
      return folder
        ? [{ name: normalizeName(folder), source: text, start, end }]
        : [];
    }
    const at = text.indexOf('@');
    const address =
      at === -1
        ? undefined
        : text
            .slice(at + 1)
            .split(';')[0]
            .trim();
    return [
      {
        name: normalizeName(name),
        source: egg ? text : address,
        start,
        end,
      },
    ];
  });
}

/** A table `name = "version"` or `name = { path = "…" }`. */
function tableRequirements(tree: Tree | undefined): Dependency[] {
  if (tree?.kind !== 'map') return [];
  return [...tree.entries].map(([name, { key, value }]) => ({
    name: normalizeName(name),
    source: placeOf(value),
    start: key.start,
    end: Math.max(key.end, value.end),
  }));
}

/** The `path` or `url` of a table; a path is told from a URL by its beginning. */
function placeOf(tree: Tree): string | undefined {
  const path = textOf(valueAt(tree, 'path'));
  if (path !== undefined) return /^[./$]/.test(path) ? path : `./${path}`;
  return textOf(valueAt(tree, 'url'));
}

function readOverrides(tree: Tree | undefined): PyprojectModel['overrides'] {
  const overrides: PyprojectModel['overrides'] = new Map();
  if (tree?.kind !== 'map') return overrides;
  for (const [name, { key, value }] of tree.entries) {
    const source = textOf(value) ?? placeOf(value) ?? '';
    overrides.set(normalizeName(name), {
      source,
      start: key.start,
      end: value.end,
    });
  }
  return overrides;
}

function readScripts(
  tree: Tree | undefined,
  content: string,
): Map<string, Script> {
  const scripts = new Map<string, Script>();
  if (tree?.kind !== 'map') return scripts;
  for (const [name, { key, value }] of tree.entries) {
    const kinds = ['cmd', 'shell', 'call', 'composite'] as const;
    const kind =
      value.kind === 'map'
        ? kinds.find(candidate => valueAt(value, candidate))
        : 'cmd';
    if (!kind) continue;
    const body = value.kind === 'map' ? valueAt(value, kind)! : value;
    scripts.set(name, {
      kind,
      isList: body.kind === 'list',
      texts: itemsOf(body).map(item => stringAt(content, item)),
      start: key.start,
      end: value.end,
    });
  }
  return scripts;
}
