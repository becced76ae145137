import { resolve } from 'node:path';
import type { Problem, ServiceSpec } from '@huleedu/service-generator';
import { Command, Option } from 'commander';
import { writeChanges } from '../changes/writeChanges';
import { Environment, UsageError } from '../Environment';
import { readConfiguration } from '../readConfiguration';
import { isDirectory, monorepoOf, repositoryOf } from '../services/paths';
import { readSource } from '../services/readSource';
import { givenPorts, reservedPorts } from './new/PortSource';
import { toPort } from './toPort';

type NewOptions = {
  root?: string;
  kind: ServiceSpec['kind'];
  framework?: ServiceSpec['framework'];
  database: boolean;
  owner: string;
  system?: string;
  description?: string;
  prefix?: string;
  httpPort?: number;
  databasePort?: number;
  aptPackage: string[];
  library: string[];
  compose: string[];
  prometheus?: string;
  config?: string;
  url?: string;
  token?: string;
  dryRun?: boolean;
};

/** `dockmaster new NAME`: a service that conforms, written into the monorepo. */
export function addNewCommand(program: Command, environment: Environment) {
  program
    .command('new')
    .description('write a new service into the monorepo')
    .argument('<name>', 'its folder below services/')
    .requiredOption('--owner <ref>', 'the group or user that owns it')
    .addOption(
      new Option('--kind <kind>', 'what it is')
        .choices(['http', 'worker'])
        .default('http'),
    )
    .addOption(
      new Option(
        '--framework <framework>',
        'what an HTTP service is written with',
      ).choices(['quart', 'fastapi']),
    )
    .option('--database', 'with a PostgreSQL database of its own', false)
    .option('--no-database', 'without one (default)')
    .option('--http-port <port>', 'its HTTP port', toPort)
    .option('--database-port <port>', "its database's port on the host", toPort)
    .option(
      '--prefix <prefix>',
      'of its environment variables (default: its name in upper case)',
    )
    .option('--description <text>', 'what it is for, in a line')
    .option('--system <ref>', 'the system that it belongs to')
    .option('--apt-package <name>', 'a further Debian package', collect, [])
    .option('--library <folder>', 'a further library of libs/', collect, [])
    .option(
      '--root <directory>',
      'root of the monorepo (default: the repository)',
    )
    .option(
      '--compose <file>',
      'a compose file from the root, the overlay for development last; repeated (default: those of the root)',
      collect,
      [],
    )
    .option(
      '--prometheus <file>',
      "Prometheus' configuration (default: observability/prometheus.yml)",
    )
    .option(
      '--config <file>',
      'what the organisation has otherwise (default: dockmaster.yaml, from the root upward)',
    )
    .addOption(
      new Option(
        '--url <url>',
        'base URL of the backend of a portal, whose registry reserves the ports',
      ).env('DOCKMASTER_URL'),
    )
    .addOption(
      new Option('--token <token>', 'token of external access').env(
        'DOCKMASTER_TOKEN',
      ),
    )
    .option('--dry-run', 'print what would be changed, and write nothing')
    .action((name: string, options: NewOptions) =>
      createService(name, options, environment),
    );
}

async function createService(
  name: string,
  options: NewOptions,
  environment: Environment,
) {
  const { cwd, out, err, loadGenerator } = environment;
  const {
    entityName,
    generate,
    readRepositoryFiles,
    servicePaths,
    validateSpec,
  } = await loadGenerator();
  const root = rootOf(options, cwd);
  const standard = await readConfiguration({
    given: options.config,
    root,
    environment,
  });
  const spec = specOf(name, options, err);
  const isAboutPorts = ({ field }: Problem) => field?.startsWith('ports.');
  refuse(
    validateSpec(spec, standard).filter(problem => !isAboutPorts(problem)),
  );
  const wanted = { ...spec, owner: `component:default/${entityName(name)}` };
  const ports =
    options.url === undefined
      ? givenPorts(wanted)
      : reservedPorts({ ...options, url: options.url }, wanted);
  const repository = await readRepositoryFiles(
    {
      standard,
      layout: {
        ...(options.compose.length > 0 && { compose: options.compose }),
        ...(options.prometheus && { prometheus: options.prometheus }),
      },
      libraries: spec.libraries,
      paths: servicePaths(spec, standard),
    },
    path => readSource(root, resolve(root, path)),
  );
  const changesWith = (numbers: ServiceSpec['ports']) => {
    const result = generate({ ...spec, ports: numbers }, standard, repository);
    if ('problems' in result) throw refusal(result.problems);
    return result;
  };
  // Whatever else stands in the way is found before a port is taken.
  const { patch, notes } = changesWith(await ports.preview());
  for (const note of notes) err(`dockmaster: ${note}\n`);
  if (options.dryRun) {
    if (options.url !== undefined)
      err('dockmaster: no port is taken; somebody else may be quicker\n');
    return out(patch);
  }
  const changes = changesWith(await ports.reserve());
  await writeChanges(root, changes);
  const { newFiles, changedFiles } = changes;
  for (const { path } of newFiles) out(`new      ${path}\n`);
  for (const { path } of changedFiles) out(`changed  ${path}\n`);
  if (newFiles.length + changedFiles.length === 0)
    err(`dockmaster: ${name} is there already; nothing was written\n`);
  return undefined;
}

/** The request, without the flags that do not apply to it: those are named. */
function specOf(
  name: string,
  options: NewOptions,
  err: Environment['err'],
): ServiceSpec {
  const { kind, database } = options;
  const applying = <T>(flag: string, value: T, reason: string | undefined) => {
    if (value === undefined || !reason) return value;
    err(`dockmaster: ${flag} is ignored: ${reason}\n`);
    return undefined;
  };
  const framework = applying(
    '--framework',
    options.framework,
    kind === 'worker' ? 'a worker has no web framework' : undefined,
  );
  const http = applying(
    '--http-port',
    options.httpPort,
    kind === 'worker' ? 'a worker serves no port' : undefined,
  );
  const databasePort = applying(
    '--database-port',
    options.databasePort,
    database ? undefined : 'the service has no database',
  );
  return {
    name,
    description: options.description ?? `The service ${name}`,
    owner: options.owner,
    system: options.system,
    kind,
    framework,
    database,
    prefix: options.prefix,
    ports: { http, database: databasePort },
    aptPackages: options.aptPackage,
    libraries: options.library,
  };
}

function refuse(problems: Problem[]) {
  if (problems.length > 0) throw refusal(problems);
}

function refusal(problems: Problem[]): UsageError {
  return new UsageError(
    problems.map(({ message }) => message).join('\ndockmaster: '),
  );
}

function rootOf({ root }: NewOptions, cwd: string): string {
  if (root === undefined) return monorepoOf(cwd) ?? repositoryOf(cwd) ?? cwd;
  const path = resolve(cwd, root);
  if (!isDirectory(path))
    throw new UsageError(`--root ${root} is no directory`);
  return path;
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
