import { resolve } from 'node:path';
import {
  Fix,
  Framework,
  ServiceKind,
  SourceFile,
  Sources,
} from '@huleedu/rule-087';
import { Command, Option } from 'commander';
import { writeChanges } from '../changes/writeChanges';
import { Environment, UsageError } from '../Environment';
import { readSource } from '../services/readService';
import { ReadService, readServices } from '../services/readServices';
import { addDeclarationOptions, addServiceOptions } from './serviceOptions';

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

/** `dockmaster fix [PATH…]`: mends what services do not keep of the rule. */
export function addFixCommand(
  program: Command,
  environment: Environment,
  exit: (code: number) => void,
) {
  addDeclarationOptions(
    addServiceOptions(
      program
        .command('fix')
        .description('print what mends the services as a diff, or write it'),
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
      "Prometheus' configuration, whose targets follow a service's port (default: observability/prometheus.yml)",
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
  const { today, out, err, loadGenerator } = environment;
  const { httpPort, databasePort, prometheus, format, write, ...flags } =
    options;
  const services = await readServices(paths, { ...flags, today }, environment);
  if (services.length > 1 && (httpPort ?? databasePort) !== undefined) {
    throw new UsageError(
      `a port is one service's, and the paths hold ${services.length}`,
    );
  }
  const root = rootOf(services);
  const changes = new Map<string, { before: string; after: string }>();
  const results: Array<{ service: string } & Fix> = [];
  let isUnreadable = false;
  const { defaultLayout, mendService, unifiedPatch, withFiles, withText } =
    await loadGenerator();
  const scraped = await readSource(
    root,
    resolve(root, prometheus ?? defaultLayout.prometheus),
  );
  for (const { sources, standard, declaration } of services) {
    for (const file of filesOf(sources)) {
      if (file.state !== 'unreadable') continue;
      err(`dockmaster: ${file.path} could not be read: ${file.reason}\n`);
      isUnreadable = true;
    }
    // Services share the compose files, and may share more: each is mended as those before it have left them.
    const texts = [...changes].map(([path, { after }]) => ({ path, after }));
    const fixed = mendService(
      withFiles(sources, texts),
      standard,
      declaration,
      {
        ports: { http: httpPort, database: databasePort },
        prometheus: withText(scraped, texts),
      },
    );
    for (const { path, before, after } of fixed.files) {
      changes.set(path, { before: changes.get(path)?.before ?? before, after });
    }
    results.push({ service: declaration.service, ...fixed });
  }
  const files = [...changes].map(([path, change]) => ({ path, ...change }));
  const patch = unifiedPatch(files);
  if (write) {
    await writeChanges(root, {
      newFiles: [],
      changedFiles: files.map(({ path, before, after }) => ({
        path,
        content: after,
        basedOn: before,
      })),
    });
  }
  for (const { service, remaining } of results) {
    for (const { id, reason, needs } of remaining) {
      const advice = needs ? ` Give it: --${needs}-port N` : '';
      err(`dockmaster: ${service}: ${id} remains: ${reason}${advice}\n`);
    }
  }
  if (format === 'json') {
    const list = results.map(({ service, mended, remaining, files: own }) => ({
      service,
      mended,
      remaining,
      files: own.map(({ path }) => path),
    }));
    out(`${JSON.stringify({ results: list, patch }, null, 2)}\n`);
  } else if (write) {
    for (const { path } of files) out(`changed  ${path}\n`);
  } else {
    out(patch);
  }
  exit(isUnreadable ? 2 : exitCodeOf(results));
}

/** 1 where a must still fails. */
function exitCodeOf(results: Fix[]): number {
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

function filesOf(sources: Sources): SourceFile[] {
  return [sources.dockerfile, sources.pyproject, ...sources.compose];
}

function toPort(text: string): number {
  if (!/^\d{1,5}$/.test(text))
    throw new UsageError(`${JSON.stringify(text)} is no port`);
  return Number(text);
}
