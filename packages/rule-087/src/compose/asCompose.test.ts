import { SourceFile } from '../source/Sources';
import { ComposeService } from './ComposeModel';
import { loadCompose } from './loadCompose';
import { readCompose } from './readCompose';

async function read(contents: Record<string, string>, given?: string[]) {
  const { compose, composeContext } = await loadCompose(
    given,
    async (path): Promise<SourceFile> =>
      path in contents
        ? { state: 'present', path, content: contents[path] }
        : { state: 'missing', path },
  );
  const paths = compose.flatMap(file =>
    file.state === 'present' ? file.path : [],
  );
  return readCompose(paths, composeContext).services;
}

const textOf = (
  text: { value: { known: boolean; text?: string } } | undefined,
) => (text?.value.known ? text.value.text : undefined);

/** What `docker compose config` prints of a service, as far as the rule asks. */
function summary(service: ComposeService) {
  const { build, image, environment, ports, mounts, dependsOn } = service;
  const all = {
    build: build && [build.context, build.dockerfile, build.target].map(textOf),
    image: textOf(image),
    environment: [...environment].map(
      ([name, text]) => `${name}=${textOf(text)}`,
    ),
    ports: ports.map(port => ('missing' in port ? undefined : port.host?.from)),
    mounts: mounts.map(({ source, target }) => `${source}:${target}`),
    dependsOn,
  };
  return Object.fromEntries(
    Object.entries(all).filter(
      ([, value]) => value !== undefined && value.length !== 0,
    ),
  );
}

/** Each was compared with what compose-go, which Docker Compose reads its files with, makes of the same files. */
it.each<[string, Record<string, string>, string[] | undefined, object]>([
  [
    'expands one variable of .env by another, but not in single quotes',
    {
      'compose.yml':
        'services: { a: { environment: ["A=$A", "B=$B", "C=$C", "D=$D", "E=$E", "F=$F"] } }',
      '.env':
        'T=1\nA=${T}2\nB="q$T"\nC=\'r$T\'\nD=x#y # why\nexport E=${N:-e}\nF: "li\\ne"\n',
    },
    undefined,
    {
      a: {
        environment: ['A=12', 'B=q1', 'C=r$T', 'D=x#y', 'E=e', 'F=li\ne'],
      },
    },
  ],
  [
    'expands an env_file by itself, by .env and by environment',
    {
      'compose.yml':
        'services: { a: { env_file: a.env, environment: { Z: z } } }',
      '.env': 'T=t\n',
      'a.env': 'P=7005\r\nQ=${P}\r\nR=${T}\r\nS=$$x\r\nZ=lost\r\nY=${Z}\r\n',
    },
    undefined,
    {
      a: { environment: ['P=7005', 'Q=7005', 'R=t', 'S=$x', 'Z=z', 'Y=z'] },
    },
  ],
  [
    'takes an env_file in format raw as it is',
    {
      'compose.yml':
        'services: { a: { env_file: [{ path: a.env, format: raw }] } }',
      'a.env': '# none\nP="7005"\nQ=${P}\n',
    },
    undefined,
    { a: { environment: ['P="7005"', 'Q=${P}'] } },
  ],
  [
    'lets a file be chosen by COMPOSE_FILE of .env',
    {
      '.env': 'COMPOSE_FILE=one.yml:./two.yml\n',
      'one.yml': 'services: { a: { image: x } }',
      'two.yml': 'services: { a: { environment: { A: 1 } } }',
      'compose.yml': 'services: { b: { image: z } }',
    },
    undefined,
    { a: { image: 'x', environment: ['A=1'] } },
  ],
  [
    'extends a service that is included',
    {
      'compose.yml':
        'include: [common/c.yml]\nservices: { a: { extends: base, environment: { B: 2 } } }',
      'common/c.yml':
        'services: { base: { build: { context: .., dockerfile: a/D }, environment: { A: 1, B: 1 } } }',
    },
    undefined,
    {
      base: { build: ['.', 'a/D', undefined], environment: ['A=1', 'B=1'] },
      a: { build: ['.', 'a/D', undefined], environment: ['A=1', 'B=2'] },
    },
  ],
  [
    'resolves the paths of a file in another folder from the first file’s',
    {
      'compose.yml': 'services: { a: { image: x } }',
      'dev/o.yml':
        'include: [dev/i.yml]\nservices: { b: { extends: { file: "${F:-dev/base.yml}", service: s }, build: ./ctx } }',
      'dev/i.yml': 'services: { i: { build: ./in } }',
      'dev/base.yml':
        'services: { s: { volumes: ["./rel:/rel"], env_file: [e.env] } }',
      'dev/e.env': 'E=1\n',
    },
    ['compose.yml', 'dev/o.yml'],
    {
      a: { image: 'x' },
      i: { build: ['dev/in', 'dev/in/Dockerfile', undefined] },
      b: {
        build: ['ctx', 'ctx/Dockerfile', undefined],
        environment: ['E=1'],
        mounts: ['dev/rel:/rel'],
      },
    },
  ],
  [
    'resolves what an included file names from its project directory',
    {
      'compose.yml':
        'include: [{ path: deep/c.yml, project_directory: ., env_file: deep/my.env }]',
      'deep/c.yml':
        'include: [deep/d.yml]\nservices: { a: { build: ./x, image: "$V" } }',
      'deep/d.yml': 'services: { d: { build: ./y } }',
      'deep/my.env': 'V=1\n',
    },
    undefined,
    {
      d: { build: ['deep/y', 'deep/y/Dockerfile', undefined] },
      a: { build: ['x', 'x/Dockerfile', undefined], image: '1' },
    },
  ],
  [
    'puts what a later file includes over an earlier file',
    {
      'a.yml': 'services: { s: { image: one } }',
      'b.yml': 'include: [c.yml]\nservices: { t: { image: t } }',
      'c.yml': 'services: { s: { image: three } }',
    },
    ['a.yml', 'b.yml'],
    { s: { image: 'three' }, t: { image: 't' } },
  ],
  [
    'resets and overrides at every depth',
    {
      'a.yml':
        'services:\n  a: { build: { context: ., target: t }, environment: { A: 1, B: 1 }, ports: ["1:1"] }\n  b: { image: x }\n  c: { image: c, ports: ["3:3"] }\n',
      'b.yml':
        'services:\n  a: { build: { target: !reset null }, environment: { A: !reset null }, ports: !override ["2:2"] }\n  b: !reset null\n  c: !override { image: d }\n',
    },
    ['a.yml', 'b.yml'],
    {
      a: {
        build: ['.', 'Dockerfile', undefined],
        environment: ['B=1'],
        ports: [2],
      },
      c: { image: 'd' },
    },
  ],
  [
    'lets an anchor be given again',
    {
      'compose.yml':
        'services:\n  a: { image: &v x }\n  b: { image: *v }\n  c: { image: &v y }\n  d: { image: *v }\n',
    },
    undefined,
    {
      a: { image: 'x' },
      b: { image: 'x' },
      c: { image: 'y' },
      d: { image: 'y' },
    },
  ],
  [
    'merges the documents of a file',
    {
      'compose.yml':
        '---\nservices: { a: { image: x } }\n---\nservices: { a: { environment: [B=1] } }\n',
    },
    undefined,
    { a: { image: 'x', environment: ['B=1'] } },
  ],
  [
    'computes the names of variables in a list',
    {
      'compose.yml':
        'services: { a: { environment: ["${P}_HTTP_PORT=7005", "X=${N:-a=b}"] } }',
      '.env': 'P=ID\n',
    },
    undefined,
    { a: { environment: ['ID_HTTP_PORT=7005', 'X=a=b'] } },
  ],
  [
    'joins no path to an address',
    {
      'compose.yml':
        'services: { a: { build: "https://github.com/x/y.git" }, b: { build: { context: github.com/x/y, dockerfile: D } } }',
    },
    undefined,
    {
      a: { build: ['https://github.com/x/y.git', 'Dockerfile', undefined] },
      b: { build: ['github.com/x/y', 'D', undefined] },
    },
  ],
  [
    'waits for services in a list, in a map and by links',
    {
      'a.yml': 'services: { a: { depends_on: [b], links: ["c:db"] } }',
      'b.yml': 'services: { a: { depends_on: { d: { condition: x } } } }',
    },
    ['a.yml', 'b.yml'],
    { a: { dependsOn: ['b', 'c', 'd'] } },
  ],
])('%s', async (_, files, given, expected) => {
  const services = await read(files, given);
  expect(
    Object.fromEntries(
      [...services].map(([name, service]) => [name, summary(service)]),
    ),
  ).toEqual(expected);
});

it('points at the line of the file that says a variable, after what it continues', async () => {
  const services = await read({
    'compose.yml': 'services: { a: { env_file: a.env } }',
    'a.env': 'A="one\ntwo"\n\n  export B=2 # why\n',
  });
  const { environment } = services.get('a')!;
  expect(environment.get('A')?.evidence).toMatchObject({
    startLine: 1,
    endLine: 2,
    endColumn: 5,
  });
  expect(environment.get('B')?.evidence).toEqual({
    file: 'a.env',
    startLine: 4,
    startColumn: 10,
    endLine: 4,
    endColumn: 13,
  });
});

it('does not know an environment in which a name cannot be computed', async () => {
  const services = await read({
    'compose.yml': 'services: { a: { environment: ["${P}_HTTP_PORT=7005"] } }',
  });
  expect(services.get('a')?.unknownEnvironment).toContain('P');
});
