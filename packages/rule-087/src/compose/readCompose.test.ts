import { SourceFile } from '../source/Sources';
import { ComposeError, readCompose } from './readCompose';
import { loadCompose } from './loadCompose';

async function read(contents: Record<string, string>, ...paths: string[]) {
  const { composeContext } = await loadCompose(
    paths,
    async (path): Promise<SourceFile> =>
      path in contents
        ? { state: 'present', path, content: contents[path] }
        : { state: 'missing', path },
  );
  return readCompose(paths, composeContext);
}

async function service(yaml: string, more: Record<string, string> = {}) {
  const model = await read(
    { 'docker-compose.yml': `services:\n  a:\n${yaml}`, ...more },
    'docker-compose.yml',
  );
  return model.services.get('a')!;
}

const text = (value: { known: boolean; text?: string } | undefined) =>
  value?.known ? value.text : undefined;

describe('ports', () => {
  it.each([
    [
      '"7005:7005"',
      { host: { from: 7005, to: 7005 }, container: { from: 7005, to: 7005 } },
    ],
    ['7005', { container: { from: 7005, to: 7005 } }],
    [
      '"127.0.0.1:7005:80/udp"',
      {
        host: { from: 7005, to: 7005 },
        container: { from: 80, to: 80 },
        hostIp: '127.0.0.1',
        protocol: 'udp',
      },
    ],
    ['"[::1]:7005:80"', { host: { from: 7005, to: 7005 }, hostIp: '::1' }],
    [
      '"7001-7003:81-83"',
      { host: { from: 7001, to: 7003 }, container: { from: 81, to: 83 } },
    ],
    [
      '"127.0.0.1::80"',
      { container: { from: 80, to: 80 }, hostIp: '127.0.0.1' },
    ],
    ['"${PORT:-7005}:7005"', { host: { from: 7005, to: 7005 } }],
    ['"${PORT}:7005"', { missing: ['PORT'] }],
    ['"many"', { missing: ['a port in many'] }],
    [
      '{ target: 7005, published: "7005", host_ip: 127.0.0.1, protocol: tcp }',
      { host: { from: 7005, to: 7005 }, hostIp: '127.0.0.1' },
    ],
  ])('reads %s', async (yaml, expected) => {
    const { ports } = await service(`    ports:\n      - ${yaml}\n`);
    expect(ports).toMatchObject([expected]);
  });
});

describe('variables', () => {
  it.each([
    ['${A}', 'from .env'],
    ['$A', 'from .env'],
    ['${A:-d}', 'from .env'],
    ['${B:-d}', 'd'],
    ['${B-d}', 'd'],
    ['${EMPTY:-d}', 'd'],
    ['${EMPTY-d}', ''],
    ['${A:+x}', 'x'],
    ['${B:+x}', ''],
    ['${B:-${A}}', 'from .env'],
    ['$$A', '$A'],
    ['${A:?wanted}', 'from .env'],
    ['${B}', undefined],
    ['${B:?wanted}', undefined],
  ])('computes %s', async (word, expected) => {
    const { environment } = await service(
      `    environment:\n      X: '${word}'\n`,
      { '.env': "A='from .env'\nEMPTY=\n" },
    );
    expect(text(environment.get('X')?.value)).toBe(expected);
  });

  it('takes what has no value from where Compose runs', async () => {
    const { environment } = await service(
      '    environment:\n      - A\n      - B\n',
      { '.env': 'A=1\n' },
    );
    expect(text(environment.get('A')?.value)).toBe('1');
    expect(environment.get('B')?.value).toEqual({
      known: false,
      missing: ['B'],
    });
  });

  it('lets environment win over env_file, and points into the file that said it', async () => {
    const { environment } = await service(
      '    env_file: [settings/a.env]\n    environment: [A=1]\n',
      { 'settings/a.env': '# comment\nA=2\nB=3\n' },
    );
    expect(text(environment.get('A')?.value)).toBe('1');
    expect(environment.get('B')).toMatchObject({
      value: { text: '3' },
      evidence: { file: 'settings/a.env', startLine: 3 },
    });
  });

  it('does not know the environment without a required env_file', async () => {
    expect(
      (await service('    env_file: a.env\n')).unknownEnvironment,
    ).toContain('a.env');
    expect(
      (await service('    env_file: [{ path: a.env, required: false }]\n'))
        .unknownEnvironment,
    ).toBeUndefined();
  });
});

describe('volumes', () => {
  it.each([
    [
      './services/a:/app/services/a:ro',
      { type: 'bind', source: 'services/a', readOnly: true },
    ],
    [
      './services/a/:/app/services/a/:rw,z',
      { source: 'services/a', target: '/app/services/a', readOnly: false },
    ],
    ['.:/app', { type: 'bind', source: '.', target: '/app' }],
    ['${PWD}/libs:/app/libs', { source: 'libs' }],
    ['packages:/app/x', { type: 'volume', target: '/app/x' }],
    ['./a:/app/./x/', { target: '/app/x' }],
    ['${DATA}:/app/x', { target: '/app/x', isUnclear: true }],
    ['${DATA:-./d:/no}:/app/x', { target: '/no' }],
    ['/abs:/abs:ro,Z', { source: '/abs', readOnly: true }],
    [
      '/app/services/a/__pypackages__',
      { type: 'volume', target: '/app/services/a/__pypackages__' },
    ],
    [
      '{ type: bind, source: ./libs, target: /app/libs, read_only: true }',
      { type: 'bind', source: 'libs', readOnly: true },
    ],
  ])('reads %s', async (yaml, expected) => {
    const { mounts } = await service(`    volumes:\n      - ${yaml}\n`);
    expect(mounts).toMatchObject([expected]);
  });
});

describe('several files', () => {
  it('are merged as Compose merges them', async () => {
    const model = await read(
      {
        'docker-compose.yml': `services:
  a:
    build: { context: ., dockerfile: a/Dockerfile }
    environment: { A: "1", B: "1" }
    ports: ["7001:7001"]
    volumes: ["./a:/app"]
`,
        'docker-compose.dev.yml': `services:
  a:
    build: { target: development }
    environment: [B=2]
    ports: ["7001:7001", "7002:7002"]
    volumes: ["./b:/app:ro"]
  b: { image: postgres }
`,
      },
      'docker-compose.yml',
      'docker-compose.dev.yml',
    );
    const a = model.services.get('a')!;
    expect(text(a.build?.dockerfile?.value)).toBe('a/Dockerfile');
    expect(text(a.build?.target?.value)).toBe('development');
    expect(a.build?.target?.evidence.file).toBe('docker-compose.dev.yml');
    expect(text(a.environment.get('A')?.value)).toBe('1');
    expect(text(a.environment.get('B')?.value)).toBe('2');
    expect(a.ports).toHaveLength(2);
    expect(a.mounts).toMatchObject([{ source: 'b', target: '/app' }]);
    expect([...model.services.keys()]).toEqual(['a', 'b']);
  });

  it('can reset and override what came before', async () => {
    const model = await read(
      {
        'a.yml':
          'services:\n  a:\n    ports: ["1:1"]\n    environment: { A: "1" }\n',
        'b.yml':
          'services:\n  a:\n    ports: !override ["2:2"]\n    environment: !reset null\n',
      },
      'a.yml',
      'b.yml',
    );
    const a = model.services.get('a')!;
    expect(a.ports).toMatchObject([{ host: { from: 2 } }]);
    expect(a.environment.size).toBe(0);
  });

  it('include others, whose paths start from their own folder', async () => {
    const model = await read(
      {
        'docker-compose.yml':
          'include:\n  - infra/compose.yml\n  - path: [apps/one.yml, apps/two.yml]\n    project_directory: .\n',
        'infra/compose.yml':
          'include: [deeper/compose.yml]\nservices:\n  kafka: { build: . }\n',
        'infra/deeper/compose.yml': 'services: { zookeeper: { image: z } }\n',
        'infra/.env': 'X=1\n',
        'apps/one.yml': 'services:\n  a: { build: services/a }\n',
        'apps/two.yml': 'services:\n  a: { build: { target: t } }\n',
      },
      'docker-compose.yml',
    );
    expect(model.files).toEqual([
      'docker-compose.yml',
      'infra/compose.yml',
      'infra/deeper/compose.yml',
      'apps/one.yml',
      'apps/two.yml',
    ]);
    expect([...model.services.keys()].sort()).toEqual([
      'a',
      'kafka',
      'zookeeper',
    ]);
    expect(text(model.services.get('kafka')?.build?.context.value)).toBe(
      'infra',
    );
    expect(text(model.services.get('a')?.build?.context.value)).toBe(
      'services/a',
    );
    expect(text(model.services.get('a')?.build?.dockerfile?.value)).toBe(
      'services/a/Dockerfile',
    );
  });

  it('extend services of their own and of other files', async () => {
    const model = await read(
      {
        'docker-compose.yml':
          'services:\n  a:\n    extends: { file: common/base.yml, service: base }\n    environment: { B: "2" }\n  b: { extends: a }\n',
        'common/base.yml':
          'services:\n  base:\n    build: ..\n    environment: { A: "1", B: "1" }\n',
      },
      'docker-compose.yml',
    );
    const b = model.services.get('b')!;
    expect(text(b.build?.context.value)).toBe('.');
    expect(text(b.environment.get('A')?.value)).toBe('1');
    expect(b.environment.get('B')).toMatchObject({
      value: { text: '2' },
      evidence: { file: 'docker-compose.yml', startLine: 4 },
    });
  });

  it('share by anchors and merge keys', async () => {
    const model = await read(
      {
        'docker-compose.yml': `x-base: &base
  environment: &env { A: "1", B: "1" }
  ports: ["1:1"]
services:
  a:
    <<: *base
    environment:
      <<: *env
      B: "2"
`,
      },
      'docker-compose.yml',
    );
    const a = model.services.get('a')!;
    expect(text(a.environment.get('A')?.value)).toBe('1');
    expect(text(a.environment.get('B')?.value)).toBe('2');
    expect(a.ports).toHaveLength(1);
  });
});

describe('what cannot be read', () => {
  it.each([
    [
      'a missing include',
      { 'docker-compose.yml': 'include: [x.yml]\n' },
      'x.yml is missing',
    ],
    [
      'an include outside the repository',
      { 'docker-compose.yml': 'include: [../x.yml]\n' },
      'outside the repository',
    ],
    [
      'an include in a circle',
      { 'docker-compose.yml': 'include: [docker-compose.yml]\n' },
      'circle',
    ],
    [
      'extends in a circle',
      {
        'docker-compose.yml':
          'services:\n  a: { extends: b }\n  b: { extends: a }\n',
      },
      'circle',
    ],
    [
      'extends of nothing',
      { 'docker-compose.yml': 'services:\n  a: { extends: b }\n' },
      'not defined there',
    ],
    [
      'no YAML',
      { 'docker-compose.yml': 'services:\n\t- a: [\n' },
      'could not be read',
    ],
    ['a list', { 'docker-compose.yml': '- a\n' }, 'it is no mapping'],
    ['nothing', { 'docker-compose.yml': '# later\n' }, 'it is empty'],
    [
      'an alias bomb',
      {
        'docker-compose.yml': `a: &a [${'x,'.repeat(50)}]\n${Array.from(
          { length: 8 },
          (_, i) =>
            `${'bcdefghi'[i]}: &${'bcdefghi'[i]} [${`*${'abcdefgh'[i]},`.repeat(
              50,
            )}]`,
        ).join('\n')}\n`,
      },
      'aliases',
    ],
    [
      'brackets within brackets',
      { 'docker-compose.yml': `a: ${'['.repeat(50_000)}` },
      'nested too deeply',
    ],
    [
      'an alias without anchor',
      { 'docker-compose.yml': 'services: *x\n' },
      'could not be read',
    ],
    [
      'a key that is there twice, a merge key too',
      {
        'docker-compose.yml':
          'x-a: &a { a: 1 }\nservices:\n  b: { <<: *a, <<: *a }\n',
      },
      'the key << is there twice',
    ],
    [
      'too many lines',
      { 'docker-compose.yml': `services: {}\n${'#\n'.repeat(10_000)}` },
      'more than 10000 lines',
    ],
    [
      'a line without end',
      { 'docker-compose.yml': `services: {}\n# ${'x'.repeat(20_000)}` },
      'line 2 has more than',
    ],
    [
      'too much that comes together',
      {
        'docker-compose.yml': `services:\n  b:\n    environment:\n${Array.from(
          { length: 1000 },
          (_, i) => `      B${i}: 1\n`,
        ).join('')}${Array.from(
          { length: 200 },
          (_, i) => `  s${i}: { extends: b }\n`,
        ).join('')}`,
      },
      'come together',
    ],
    ['NUL bytes', { 'docker-compose.yml': 'a: \0' }, 'not UTF-8'],
  ])('is refused with a reason: %s', async (_, files, reason) => {
    await expect(
      read(files as unknown as Record<string, string>, 'docker-compose.yml'),
    ).rejects.toThrow(reason);
    await expect(
      read(files as unknown as Record<string, string>, 'docker-compose.yml'),
    ).rejects.toBeInstanceOf(ComposeError);
  });
});

it('finds the files that Compose would find', async () => {
  const asked: string[] = [];
  const { compose } = await loadCompose(undefined, async path => {
    asked.push(path);
    return ['docker-compose.yml', 'docker-compose.dev.yml'].includes(path)
      ? { state: 'present', path, content: 'services: {}' }
      : { state: 'missing', path };
  });
  expect(compose.map(file => file.state === 'present' && file.path)).toEqual([
    'docker-compose.yml',
    'docker-compose.dev.yml',
  ]);
  expect(new Set(asked).size).toBe(asked.length);
});

it('reads once what files include twice', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 14 }, (_, index) => [
      `${index}.yml`,
      `include: [${index + 1}.yml, ${
        index + 1
      }.yml]\nservices: { s${index}: { image: x } }\n`,
    ]),
  );
  const { services } = await read(
    { ...files, '14.yml': 'services: { last: { image: x } }\n' },
    '0.yml',
  );
  expect(services.size).toBe(15);
});
