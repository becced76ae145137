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
  const { httpPort, databasePort, format, write, ...flags } = options;
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
  const { unifiedPatch, mendService } = await loadGenerator();
  for (const { sources, standard, declaration } of services) {
    for (const file of filesOf(sources)) {
      if (file.state !== 'unreadable') continue;
      err(`dockmaster: ${file.path} could not be read: ${file.reason}\n`);
      isUnreadable = true;
    }
    const fixed = mendService(
      withChanges(sources, changes),
      standard,
      declaration,
      { ports: { http: httpPort, database: databasePort } },
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

/** The sources of a service once those before it were mended: they share the compose files, and may share more. */
function withChanges(
  sources: Sources,
  changes: Map<string, { after: string }>,
): Sources {
  const changed = <T extends SourceFile>(file: T): T | SourceFile => {
    const change = file.state === 'present' && changes.get(file.path);
    return change ? { ...file, content: change.after } : file;
  };
  const { dockerfile, pyproject, compose, composeContext = {} } = sources;
  return changes.size === 0
    ? sources
    : {
        ...sources,
        dockerfile: changed(dockerfile),
        pyproject: changed(pyproject),
        compose: compose.map(changed),
        composeContext: Object.fromEntries(
          Object.entries(composeContext).map(([path, file]) => [
            path,
            changed(file),
          ]),
        ),
      };
}

function toPort(text: string): number {
  if (!/^\d{1,5}$/.test(text))
    throw new UsageError(`${JSON.stringify(text)} is no port`);
  return Number(text);
}
