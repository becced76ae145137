import { join } from 'node:path';
import { ExampleFleet } from '../testing/ExampleFleet';
import { failing, outcomeOf } from '../testing/outcomes';
import { github } from './github';

const lines = (text: string) => text.split('\n').filter(Boolean);

/** As the runner reads a command. */
function parse(command: string): Record<string, string> {
  const [, level, properties, message] = /^::(\w+) (.*?)::(.*)$/.exec(command)!;
  const unescape = (text: string) =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  return {
    level,
    message: unescape(message),
    ...Object.fromEntries(
      properties.split(',').map(property => {
        const [name, value] = property.split('=');
        return [name, unescape(value)];
      }),
    ),
  };
}

it.each([
  ['a plain text', 'Write: USER appuser', 'services/a/Dockerfile.dev'],
  ['lines', 'one\ntwo\r\nthree', 'services/a/Dockerfile.dev'],
  ['what looks escaped', '100%25 %0A %', 'services/a%2Cb/Dockerfile'],
  ['another command', 'x\n::error::y', 'services/a::b/Dockerfile'],
  ['commas and colons', 'a: b, c', 'services/a,b:c/Dockerfile'],
])('the runner reads %s as it was', (_, message, file) => {
  const text = github(
    outcomeOf([failing('4.1.user', 'must', { message, file, line: 7 })]),
  );
  expect(lines(text).map(parse)).toEqual([
    {
      level: 'error',
      file,
      line: '7',
      endLine: '7',
      col: '5',
      title: '4.1.user',
      message,
    },
  ]);
});

it('gives no column where lines follow, since GitHub takes none', () => {
  const clause = failing('2.2.apt-flags', 'must');
  clause.evidence[0].endLine = 3;
  const [command] = lines(github(outcomeOf([clause]))).map(parse);
  expect(command).toMatchObject({ line: '1', endLine: '3' });
  expect(command).not.toHaveProperty('col');
});

it('shows the worst first, as many as GitHub shows, and the others in the log', () => {
  const some = (count: number, severity: 'must' | 'should' | 'optional') =>
    Array.from({ length: count }, (_, index) =>
      failing(`${severity}.${index}`, severity, {
        message: 'It is\n::error::wrong.',
      }),
    );
  const text = lines(
    github(
      outcomeOf([
        ...some(12, 'optional'),
        ...some(3, 'should'),
        ...some(14, 'must'),
      ]),
    ),
  );
  const commands = text.filter(line => line.startsWith('::')).map(parse);
  const count = (level: string) =>
    commands.filter(command => command.level === level).length;
  expect([count('error'), count('warning'), count('notice')]).toEqual([
    10, 3, 10,
  ]);
  expect(commands[0]).toMatchObject({ level: 'error', title: 'must.0' });
  expect(commands.at(-1)).toMatchObject({
    level: 'notice',
    title: 'dockmaster',
    message: '7 more are in the log of this step.',
  });
  expect(text.filter(line => !line.startsWith('::'))).toEqual(
    [
      ...['must.10', 'must.11', 'must.12', 'must.13'].map(id => `error ${id}`),
      ...['optional.9', 'optional.10', 'optional.11'].map(id => `notice ${id}`),
    ].map(line =>
      line
        .replace(' ', ' services/a/Dockerfile.dev:1 ')
        .concat(': It is ::error::wrong.'),
    ),
  );
});

describe('in a checkout', () => {
  let fleet: ExampleFleet;
  beforeEach(() => {
    fleet = ExampleFleet.create();
  });
  afterEach(() => fleet.remove());

  const check = async (cwd: string, workspace: string) => {
    const { out } = await fleet.dockmaster(
      ['check', '--format', 'github', 'services/cms_service'],
      { cwd, workspace },
    );
    return lines(out).map(parse);
  };

  it.each([
    ['its root', '.', '.', ''],
    ['a folder of it', '.', '..', 'fleet/'],
    ['somewhere else', '.', 'libs', ''],
  ])(
    'paths begin at the checkout, where the monorepo is %s',
    async (_, cwd, workspace, prefix) => {
      const name = fleet.root.split('/').at(-1)!;
      const found = await check(
        join(fleet.root, cwd),
        join(fleet.root, workspace),
      );
      expect(found).toMatchObject([
        {
          file: `${prefix.replace('fleet', name)}docker-compose.services.yml`,
          title: '8.1.unique',
        },
      ]);
    },
  );

  it('shows each failure beside its line', async () => {
    const { out } = await fleet.dockmaster([
      'check',
      'services/billing_service',
      '--format',
      'github',
    ]);
    expect(out).toContain(
      '::error file=services/billing_service/Dockerfile.dev,line=13,endLine=13,col=5,title=8.1.prom-offset::Prometheus port is 9099',
    );
    expect(lines(out)).toHaveLength(4);
  });

  it('tells of a file that cannot be read', async () => {
    fleet.append('docker-compose.services.yml', '\n- [\n');
    const { code, out } = await fleet.dockmaster([
      'check',
      '--format',
      'github',
    ]);
    expect(code).toBe(2);
    const broken = lines(out)
      .filter(line => line.startsWith('::'))
      .map(parse)
      .filter(({ title }) => title === 'file-unreadable');
    expect(broken).toMatchObject([
      { level: 'error', message: expect.stringContaining('lies outside') },
      { level: 'error', file: 'docker-compose.services.yml' },
    ]);
  });
});
