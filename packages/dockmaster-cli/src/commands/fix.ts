import {
  DEFAULT_ENVIRONMENT,
  Framework,
  poolsOf,
  portProblems,
  ServiceKind,
} from '@huleedu/rule-087';
import { Command, Option } from 'commander';
import { resolve } from 'node:path';
import { GivenPorts } from '@huleedu/service-fixer';
import { unifiedPatch } from '@huleedu/text-edits';
import { writeChanges } from '../changes/writeChanges';
import { Environment, UsageError } from '../Environment';
import { unreadableFilesOf } from '../baseline/unreadableFiles';
import { readSource } from '../services/readSource';
import { ReadService, readServices } from '../services/readServices';
import { FixedService, fixInTurn } from './fix/fixInTurn';
import { notesOn } from './fix/notes';
import { addDeclarationOptions, addServiceOptions } from './serviceOptions';
import { toPort } from './toPort';

type FixOptions = {
  root?: string;
  service?: string;
  kind?: ServiceKind;
  framework?: Framework;
  prefix?: string;
  compose: string[];
  config?: string;
  httpPort?: number;
  databasePort?: number;
  prometheus?: string;
  format: 'text' | 'json';
  write?: boolean;
};

/** `dockmaster fix [PATH…]`: fixes what services do not keep of the rule. */
export function addFixCommand(
  program: Command,
  environment: Environment,
  exit: (code: number) => void,
) {
  addDeclarationOptions(
    addServiceOptions(
      program
        .command('fix')
        .description('print what fixes the services as a diff, or write it'),
    ),
  )
    .option(
      '--http-port <port>',
      'the HTTP port that is reserved for the service, where it needs another',
      toPort,
    )
    .option(
      '--database-port <port>',
      "its database's port on the host, where that needs another",
      toPort,
    )
    .option(
      '--prometheus <file>',
      "Prometheus' configuration, which follows a port that moves (default: observability/prometheus.yml)",
    )
    .addOption(
      new Option('--format <format>', 'how the result is written')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('--write', 'write the files, all or none, and print no diff')
    .action((paths: string[], options: FixOptions) =>
      fix(paths, options, environment, exit),
    );
}

async function fix(
  paths: string[],
  options: FixOptions,
  environment: Environment,
  exit: (code: number) => void,
) {
  const { today, out, err, loadFixer, loadGenerator } = environment;
  const { httpPort, databasePort, prometheus, format, write, ...flags } =
    options;
  const ports = { http: httpPort, database: databasePort };
  const services = await readServices(paths, { ...flags, today }, environment);
  refusePorts(ports, services);
  const root = rootOf(services);
  const { fixService } = await loadFixer();
  const { defaultLayout } = await loadGenerator();
  const scraping = await readSource(
    root,
    resolve(root, prometheus ?? defaultLayout.prometheus),
  );
  if (prometheus !== undefined && scraping.state === 'missing')
    throw new UsageError(`there is no ${prometheus}`);
  const { results, files } = fixInTurn(services, [scraping], ports, fixService);
  const unreadable = [
    ...results.flatMap(({ report }) =>
      unreadableFilesOf(report).map(({ notice }) => notice.message),
    ),
    ...(scraping.state === 'unreadable'
      ? [`${scraping.path} could not be read: ${scraping.reason}`]
      : []),
  ];
  // Services share files, and each is said once.
  for (const line of new Set(unreadable)) err(`dockmaster: ${line}\n`);
  if (write) {
    await writeChanges(root, {
      newFiles: [],
      changedFiles: files.map(({ path, before, after, renamedFrom }) => ({
        path,
        content: after,
        basedOn: before,
        renamedFrom,
      })),
    });
  }
  for (const note of results.flatMap(result => notesOn(result, ports)))
    err(`dockmaster: ${note}\n`);
  const patch = unifiedPatch(files);
  if (format === 'json') {
    const list = results.map(
      ({ service, fixed, remaining, staleReferences, files: own }) => ({
        service,
        fixed,
        remaining,
        staleReferences,
        files: own.map(({ path }) => path),
      }),
    );
    out(`${JSON.stringify({ results: list, patch }, null, 2)}\n`);
  } else if (write) {
    for (const { path, renamedFrom } of files) {
      out(
        renamedFrom === undefined
          ? `changed  ${path}\n`
          : `renamed  ${renamedFrom} → ${path}\n`,
      );
    }
  } else {
    out(patch);
  }
  exit(unreadable.length > 0 ? 2 : exitCodeOf(results));
}

/** A port is one service's, and one of those that a service may have. */
function refusePorts(ports: GivenPorts, services: ReadService[]) {
  for (const role of ['http', 'database'] as const) {
    const port = ports[role];
    if (port === undefined) continue;
    if (services.length > 1) {
      throw new UsageError(
        `a port is one service's, and the paths hold ${services.length}`,
      );
    }
    const pools = poolsOf(services[0].standard, DEFAULT_ENVIRONMENT)!;
    const [problem] = portProblems(role, port, pools);
    if (problem) throw new UsageError(`--${role}-port: ${problem}`);
  }
}

/** 1 where a must still fails. */
function exitCodeOf(results: FixedService[]): number {
  const isLeft = results.some(({ report }) =>
    report.clauses.some(
      ({ severity, verdict }) => severity === 'must' && verdict === 'fail',
    ),
  );
  return isLeft ? 1 : 0;
}

/** The paths of a diff begin at one root. */
function rootOf(services: ReadService[]): string {
  const roots = [...new Set(services.map(({ service }) => service.root))];
  if (roots.length > 1) {
    throw new UsageError(
      `the paths belong to ${roots.length} repositories; fix one at a time`,
    );
  }
  return roots[0];
}
