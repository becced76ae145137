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
  [
    'an ARG that is declared again keeps its value',
    'ARG A=1\nARG A\nENV B=$A',
    { B: '1' },
  ],
  [
    'a platform only where it is declared',
    'ENV A=$TARGETARCH\nARG TARGETARCH\nENV B=${TARGETARCH:-x}',
    { A: '', B: undefined },
  ],
  ['HOME, which no image configures, is empty', 'ENV A=$HOME/x', { A: '/x' }],
  ['a name that a variable says', 'ENV A=B\nENV $A=1', { A: 'B', B: '1' }],
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

it('runs what ONBUILD keeps in the stages that are built on its own, and in those alone', () => {
  const { stages } = readDockerfile(
    'Dockerfile',
    'FROM scratch AS a\nONBUILD ENV A=1\nONBUILD USER app\nFROM a AS b\nENV B=$A\nFROM b\nUSER root',
  );
  expect(stages[0].scope.variable('A')).toBeUndefined();
  expect(stages[1].scope.variable('B')?.value).toEqual({
    known: true,
    text: '1',
  });
  expect(stages[1].user?.value).toEqual({ known: true, text: 'app' });
  expect(stages[2].user?.value).toEqual({ known: true, text: 'root' });
});

it.each([
  ['7005 9097/UDP', ['7005/tcp', '9097/udp']],
  ['$BOTH', ['1/tcp', '2/tcp']],
  ['8-10', ['8/tcp', '9/tcp', '10/tcp']],
  ['80:90', ['90/tcp']],
  ['"70"', ['70/tcp']],
  ['$NONE', ['']],
  ['1-65535', [undefined]],
])('exposes %s as %j', (words, expected) => {
  const { stages } = readDockerfile(
    'Dockerfile',
    `FROM scratch\nENV BOTH="1 2"\nEXPOSE ${words}`,
  );
  expect(
    stages[0].exposed.map(({ port }) => (port.known ? port.text : undefined)),
  ).toEqual(expected);
});

/** Names of the commands that the first RUN of a file runs. */
const commandsOf = (run: string) =>
  readDockerfile(
    'Dockerfile',
    `FROM scratch\n${run}\n`,
  ).stages[0].steps[0].commands.map(({ name, words }) =>
    [name, ...words.map(({ text }) => text)].join(' '),
  );

it.each([
  ['sudo -E -u app apt-get update', ['apt-get update']],
  ['timeout -k 5 300 pip install pdm', ['pip install pdm']],
  ['env -u X A=1 B=2 pdm sync', ['pdm sync']],
  ['xargs -a list -n 1 apt-get install -y', ['apt-get install -y']],
  ['gosu app pdm lock', ['pdm lock']],
  ["su app -c 'pdm lock'", ['su app -c pdm lock', 'pdm lock']],
  ['d="a b" && apt-get install $d', ['apt-get install a b']],
  ['d=$(cat x); apt-get install $d', ['apt-get install $d']],
  ['bash <<E\npdm lock\nE', ['pdm lock']],
  ['<<E\n#!/usr/bin/env bash\npdm lock\nE', ['pdm lock']],
  ['<<E\n#!/usr/bin/env python3\nimport pdm\nE', []],
  ['python3 <<E\nimport pdm\nE', ['python3']],
  ['<<A <<B\npdm lock\nA\npdm sync\nB', ['pdm lock', 'pdm sync']],
])('finds behind RUN %s: %j', (script, expected) => {
  const found = commandsOf(`RUN ${script}`);
  expect(
    expected.length ? found : found.filter(text => /pdm/.test(text)),
  ).toEqual(expected);
});

it.each([
  ['FROM', 1],
  ['FROM a b', 1],
  ['FROM a AS 1', 1],
  ['FROM $NONE', 1],
  ['FROM a\nENV A', 2],
  ['FROM a\nENV A=1 B', 2],
  ['FROM a\n\nENV A="x', 3],
  ['FROM a\nENV =1', 2],
  ['FROM a\nARG', 2],
  ['FROM a\nCOPY b', 2],
  ['FROM a\nCOPY --from=$A b c', 2],
  ['FROM a\nUSER', 2],
  ['FROM a\nEXPOSE http', 2],
  ['FROM a\nEXPOSE 70000', 2],
  ['FROM a\nCMD ["a", 1]', 2],
  ['FROM a\nSHELL bash', 2],
  ['FROM a\nHEALTHCHECK curl x', 2],
  ['FROM a\nONBUILD FROM b', 2],
  ['FROM a\nWORKDIR ${A!}', 2],
  ['ARG A=${B\nFROM a', 1],
])('tells that the builder refuses %j, and the line', (content, line) => {
  const { lines, problems } = readDockerfile('Dockerfile', content);
  expect(
    problems.map(({ code, start }) => [code, lines.lineAt(start)]),
  ).toContainEqual(['refused-by-builder', line]);
});

it.each([
  ['# syntax=docker/dockerfile:1', true],
  ['# syntax = registry.example.com/mirror/dockerfile-upstream:1.9', true],
  ['# comment\n# syntax=other/frontend', true],
  ['# syntax=devthefuture/dockerfile-x', false],
])('reads a file that begins with %s: %s', (comment, isRead) => {
  const { stages } = readDockerfile('Dockerfile', `${comment}\nFROM a`);
  expect(stages.length).toBe(isRead ? 1 : 0);
});

it('takes a directive for a comment behind one that is none', () => {
  const { stages } = readDockerfile(
    'Dockerfile',
    '# hadolint ignore=DL3006\n# x=y\n# escape=`\nFROM scratch\nENV A=1 \\\n  B=2',
  );
  expect([...stages[0].scope.variables().keys()]).toEqual(['A', 'B']);
});
