/*
 * Allowed imports between packages, rooms and files: `yarn lint:imports`.
 * docs/architecture.md explains the arrows; this file enforces them.
 */

/** Each package, and the packages of ours that it may import. Whatever is not named here is refused. */
const packages = {
  'packages/text-edits': [],
  'packages/rule-087': [],
  'packages/service-generator': ['packages/text-edits', 'packages/rule-087'],
  'packages/service-fixer': [
    'packages/text-edits',
    'packages/rule-087',
    'packages/service-generator',
  ],
  'packages/dockmaster-cli': [
    'packages/text-edits',
    'packages/rule-087',
    'packages/service-generator',
    'packages/service-fixer',
    'plugins/dockmaster-common',
  ],
  'plugins/dockmaster-common': ['packages/rule-087'],
  'plugins/dockmaster-node': ['packages/rule-087', 'plugins/dockmaster-common'],
  'plugins/dockmaster-backend': [
    'packages/text-edits',
    'packages/rule-087',
    'packages/service-generator',
    'packages/service-fixer',
    'plugins/dockmaster-common',
    'plugins/dockmaster-node',
  ],
  'plugins/scaffolder-backend-module-dockmaster': [
    'packages/text-edits',
    'packages/rule-087',
    'packages/service-generator',
    'packages/service-fixer',
    'plugins/dockmaster-common',
    'plugins/dockmaster-node',
  ],
  'plugins/dockmaster': ['packages/rule-087', 'plugins/dockmaster-common'],
  'packages/app': ['plugins/dockmaster', 'plugins/dockmaster-common'],
  'packages/backend': [
    'packages/text-edits',
    'packages/rule-087',
    'packages/service-generator',
    'packages/service-fixer',
    'plugins/dockmaster-common',
    'plugins/dockmaster-node',
    'plugins/dockmaster-backend',
    'plugins/scaffolder-backend-module-dockmaster',
  ],
  'packages/portal-test-utils': [
    'packages/rule-087',
    'packages/service-generator',
    'plugins/dockmaster-common',
    'plugins/dockmaster-backend',
    'plugins/scaffolder-backend-module-dockmaster',
  ],
};

/** What a package's tests import beyond that, to use the real part instead of a mock. */
const packagesOfTests = {
  // `dockmaster ports` and `publish` are tested against the registry's own REST routes.
  'packages/dockmaster-cli': ['plugins/dockmaster-backend'],
  'plugins/scaffolder-backend-module-dockmaster': [
    'packages/portal-test-utils',
  ],
  'packages/backend': ['packages/portal-test-utils'],
};

/** The rooms of rule-087, the ground first. Each room imports itself and the rooms of earlier lines. */
const rooms = [
  ['source'],
  ['standard'],
  ['dockerfile', 'compose', 'pyproject'],
  ['model'],
  ['clauses', 'forecast', 'observation'],
  ['report'],
];

/** The features of the front end, and the features that each may show a part of. */
const features = {
  ports: [],
  fix: ['ports'],
  create: ['ports'],
  compliance: ['fix', 'ports'],
};

/** Run in a browser too, or are free of input and output by design. */
const withoutNode = [
  'packages/text-edits',
  'packages/rule-087',
  'packages/service-generator',
  'packages/service-fixer',
  'plugins/dockmaster-common',
  'plugins/dockmaster',
  'packages/app',
];
const frontEnds = ['plugins/dockmaster', 'packages/app'];

export const tests =
  '([.](test|cases)[.]|/(__testUtils__|testing|dev)/|/setupTests[.]ts$)';
const anyOf = names => `(${names.join('|')})`;
const within = folders => `^${anyOf(folders)}/`;

const betweenPackages = Object.entries(packages).flatMap(([name, allowed]) => {
  const rule = (kind, from, targets) => ({
    name: `packages:${name.split('/')[1]}${kind}`,
    comment: `${name} imports ${
      targets.length > 0 ? `only ${targets.join(', ')}` : 'no package of ours'
    }. The arrows are in docs/architecture.md.`,
    severity: 'error',
    from,
    to: { path: '^(packages|plugins)/', pathNot: within([name, ...targets]) },
  });
  const more = packagesOfTests[name];
  return [
    rule('', { path: `^${name}/`, pathNot: more && tests }, allowed),
    ...(more
      ? [rule(':tests', { path: `^${name}/.*${tests}` }, [...allowed, ...more])]
      : []),
  ];
});

const betweenRooms = rooms.flatMap((names, level) => {
  const earlier = rooms.slice(0, level).flat();
  return names.map(name => ({
    name: `rule-087:${name}`,
    comment: `${name}/ imports ${
      earlier.length > 0 ? `only ${earlier.join('/, ')}/` : 'no other room'
    }: data runs one way through rule-087.`,
    severity: 'error',
    from: { path: `^packages/rule-087/src/${name}/`, pathNot: tests },
    to: {
      path: '^packages/rule-087/src/',
      pathNot: `^packages/rule-087/src/${anyOf([name, ...earlier])}/`,
    },
  }));
});

const betweenFeatures = Object.entries(features).map(([name, allowed]) => ({
  name: `front-end:${name}`,
  comment: `The feature ${name} imports ${
    allowed.length > 0 ? `only ${allowed.join(', ')}` : 'no other feature'
  }: features do not import each other in circles.`,
  severity: 'error',
  from: { path: `^plugins/dockmaster/src/features/${name}/`, pathNot: tests },
  to: {
    path: '^plugins/dockmaster/src/features/',
    pathNot: `^plugins/dockmaster/src/features/${anyOf([name, ...allowed])}/`,
  },
}));

export const options = {
  doNotFollow: { path: 'node_modules' },
  exclude: {
    path: '^(packages|plugins)/[^/]+/(dist|dist-types)/|[.]eslintrc[.]js$',
  },
  tsPreCompilationDeps: true,
  tsConfig: { fileName: 'tsconfig.json' },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['types', 'import', 'require', 'node', 'default'],
    mainFields: ['types', 'module', 'main'],
    extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
  },
};

export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'No file imports itself through others, by types neither.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing escapes all other rules.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...betweenPackages,
    {
      name: 'packages:portal-is-the-top',
      comment: 'Nothing imports the example portal.',
      severity: 'error',
      from: { pathNot: within(['packages/app', 'packages/backend']) },
      to: { path: within(['packages/app', 'packages/backend']) },
    },
    {
      name: 'engine:types-only',
      comment:
        'Front end and common take only types from the engine, and what makes a name valid (/serviceName): nobody waits for a parser in a browser.',
      severity: 'error',
      from: {
        path: within(['plugins/dockmaster', 'plugins/dockmaster-common']),
        pathNot: tests,
      },
      to: {
        path: '^packages/rule-087/',
        pathNot: '^packages/rule-087/src/serviceName[.]ts$',
        dependencyTypesNot: ['type-only', 'type-import'],
      },
    },
    {
      name: 'front-end:no-back-end',
      comment: 'A front end never imports what runs on a server.',
      severity: 'error',
      from: { path: within(frontEnds) },
      to: {
        path: 'node_modules/@backstage/(backend-|plugin-[^/]+-(backend|node)(-|/))',
      },
    },
    {
      name: 'no-node',
      comment:
        'These packages run in a browser or are pure: no disk, no network, no process.',
      severity: 'error',
      from: { path: `${within(withoutNode)}src/`, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engine:no-backstage',
      comment: 'The engine and what is above it know nothing of Backstage.',
      severity: 'error',
      from: {
        path: within([
          'packages/text-edits',
          'packages/rule-087',
          'packages/service-generator',
          'packages/service-fixer',
        ]),
      },
      to: { path: 'node_modules/@backstage/' },
    },
    ...betweenRooms,
    ...betweenFeatures,
    {
      name: 'front-end:shared-knows-no-feature',
      comment: 'shared/ is below features/.',
      severity: 'error',
      from: { path: '^plugins/dockmaster/src/shared/' },
      to: { path: '^plugins/dockmaster/src/features/' },
    },
    {
      name: 'front-end:hooks-live-in-features',
      comment: 'A hook lives with the feature that it serves, or in shared/.',
      severity: 'error',
      from: {},
      to: { path: '^plugins/dockmaster/src/hooks/' },
    },
    {
      name: 'tests-are-leaves',
      comment: 'What is shipped imports no test and no test utility.',
      severity: 'error',
      from: { path: '^(packages|plugins)/[^/]+/src/', pathNot: tests },
      to: { path: '^(packages|plugins)/.*' + tests },
    },
  ],
  options,
};
