import { readDockerfile } from './readDockerfile';

/** The environment that the last stage of a file ends with; undefined for what cannot be computed. */
function environment(content: string) {
  const stage = readDockerfile('Dockerfile', content).stages.at(-1)!;
  return Object.fromEntries(
    [...stage.scope.variables()].map(([name, { value }]) => [
      name,
      value.known ? value.text : undefined,
    ]),
  );
}

// Each value is what BuildKit's own word expansion gives.
it.each([
  [
    'one ENV reads the values from before it',
    'ENV A=1\nENV A=2 B=$A',
    { A: '2', B: '1' },
  ],
  ['a default for what is unset', 'ENV B=${A:-d}', { B: 'd' }],
  [
    'a default for what is empty',
    'ENV A=\nENV B=${A:-d} C=${A-d}',
    { A: '', B: 'd', C: '' },
  ],
  [
    'an alternative for what is set',
    'ENV A=1\nENV B=${A:+x} C=${D:+x}',
    { A: '1', B: 'x', C: '' },
  ],
  ['nesting', 'ENV B=${A:-${C:-${D:-deep}}}', { B: 'deep' }],
  [
    'single quotes that expand nothing',
    "ENV A=1\nENV B='$A'",
    { A: '1', B: '$A' },
  ],
  ['double quotes that do', 'ENV A=1\nENV B="x $A"', { A: '1', B: 'x 1' }],
  ['an escaped dollar', 'ENV A=1\nENV B=\\$A', { A: '1', B: '$A' }],
  ['the legacy form, with its spaces', 'ENV A  one  two ', { A: 'one  two' }],
  ['ENV over ARG', 'ARG A=arg\nENV A=env\nENV B=$A', { A: 'env', B: 'env' }],
  [
    'ENV over an ARG that comes later',
    'ENV A=env\nARG A=arg\nENV B=$A',
    { A: 'env', B: 'env' },
  ],
  ['what no one declares is empty', 'ENV B=$NOPE', { B: '' }],
  [
    'an ARG without a default is unknown',
    'ARG A\nENV B=$A C=${A:-c}',
    { B: undefined, C: 'c' },
  ],
  ['the last of a repeated key', 'ENV A=1 A=2', { A: '2' }],
  [
    'a line that is continued',
    'ENV A=1 \\\n  # a comment\n\n  B=2',
    { A: '1', B: '2' },
  ],
])('computes %s', (_, content, expected) => {
  expect(environment(`FROM scratch\n${content}`)).toEqual(expected);
});

it('gives a stage only the global ARGs that it declares', () => {
  expect(
    environment('ARG A=1\nFROM scratch\nENV B=$A\nARG A\nENV C=$A'),
  ).toEqual({ B: '', C: '1' });
});

it('hands environment, user and directory on along FROM', () => {
  const { stages } = readDockerfile(
    'Dockerfile',
    'FROM scratch AS One\nENV A=1\nUSER app\nWORKDIR /app\nFROM ONE\nWORKDIR sub\nFROM 1\nENV B=${A}2',
  );
  const last = stages.at(-1)!;
  expect(last.scope.variable('B')?.value).toEqual({ known: true, text: '12' });
  expect(last.user?.value).toEqual({ known: true, text: 'app' });
  expect(last.workdir.value).toEqual({ known: true, text: '/app/sub' });
});

it('takes the latest earlier stage of a name, and an image where none is earlier', () => {
  const { stages } = readDockerfile(
    'Dockerfile',
    'FROM later\nFROM a AS x\nFROM b AS x\nFROM x AS later',
  );
  expect(stages[0].source.kind).toBe('image');
  expect(stages[3].source).toEqual({ kind: 'stage', stage: stages[2] });
});

it('finds each command of a RUN, and where it stands', () => {
  const content = `FROM scratch
RUN set -e; if [ -f x ]; then \\
      pdm install --prod; \\
    else pip install y; fi && (cd /z; echo "$(date)") | tee log
`;
  const [stage] = readDockerfile('Dockerfile', content).stages;
  const [{ commands }] = stage.steps;
  expect(commands.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['set', 'pdm', 'pip', 'cd', 'echo', 'tee']),
  );
  const pdm = commands.find(({ name }) => name === 'pdm')!;
  expect(content.slice(pdm.start, pdm.end)).toBe('pdm install --prod');
});

it('reads the scripts of heredocs, and takes none of their lines for instructions', () => {
  const { stages } = readDockerfile(
    'Dockerfile',
    'FROM scratch\nRUN <<A cat <<B\nFROM evil AS base\nA\nUSER root\nB\nUSER app\n',
  );
  expect(stages).toHaveLength(1);
  expect(stages[0].user?.value).toEqual({ known: true, text: 'app' });
});
