import { resolve } from 'node:path';
import type { ServiceSpec } from '@huleedu/service-generator';
import { Command, Option } from 'commander';
import { writeChanges } from '../changes/writeChanges';
import { Environment, UsageError } from '../Environment';
import { readConfiguration } from '../readConfiguration';
import { isDirectory, monorepoOf, repositoryOf } from '../services/paths';
import { readSource } from '../services/readService';

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
  const { generate, readRepositoryFiles, servicePaths, validateSpec } =
    await loadGenerator();
  const root = rootOf(options, cwd);
  const standard = await readConfiguration({
    given: options.config,
    root,
    environment,
  });
  const spec = specOf(name, options, err);
  refuse(validateSpec(spec, standard));
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
  const changes = generate(spec, standard, repository);
  if ('problems' in changes) return refuse(changes.problems);

  const { newFiles, changedFiles, patch, remarks } = changes;
  for (const remark of remarks) err(`dockmaster: ${remark}\n`);
  if (options.dryRun) return out(patch);
  await writeChanges(root, changes);
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
  const missing = [
    ...(kind === 'http' && http === undefined ? ['--http-port'] : []),
    ...(database && databasePort === undefined ? ['--database-port'] : []),
  ];
  if (missing.length > 0) {
    throw new UsageError(
      `the service needs a port, and none was given: ${missing.join(' and ')}`,
    );
  }
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

function refuse(problems: Array<{ message: string }>) {
  if (problems.length === 0) return;
  throw new UsageError(
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

function toPort(text: string): number {
  if (!/^\d{1,5}$/.test(text))
    throw new UsageError(`${JSON.stringify(text)} is no port`);
  return Number(text);
}
