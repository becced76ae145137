import { Framework, judge, rule087, ServiceKind } from '@huleedu/rule-087';
import { Command, Option } from 'commander';
import { Environment, UsageError } from '../Environment';
import { exitCodeOf, FailOn } from '../exitCode';
import { reporters } from '../reporters';
import { findServices } from '../services/findServices';
import { readService } from '../services/readService';

type CheckOptions = {
  root?: string;
  service?: string;
  kind?: ServiceKind;
  framework?: Framework;
  prefix?: string;
  format: keyof typeof reporters;
  failOn: FailOn;
  strict?: boolean;
};

/** `dockmaster check [PATH…]`: what services keep of the rule. */
export function addCheckCommand(
  program: Command,
  environment: Environment,
  exit: (code: number) => void,
) {
  program
    .command('check')
    .description('check Dockerfiles, service folders or a whole monorepo')
    .argument(
      '[path...]',
      'Dockerfiles, service folders or monorepo roots; the repository by default',
    )
    .option(
      '--root <directory>',
      'root of the monorepo that the paths belong to (default: the repository)',
    )
    .option('--service <name>', "the service's name (default: its folder)")
    .addOption(
      new Option(
        '--kind <kind>',
        'what the service is (default: inferred)',
      ).choices(['http', 'worker', 'job']),
    )
    .addOption(
      new Option(
        '--framework <framework>',
        'what the service is written with (default: inferred)',
      ).choices(['quart', 'fastapi', 'none']),
    )
    .option(
      '--prefix <prefix>',
      "prefix of the service's environment variables (default: inferred)",
    )
    .addOption(
      new Option('--format <format>', 'how the result is written')
        .choices(Object.keys(reporters))
        .default('text'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'which failures give exit code 1')
        .choices(['must', 'should', 'never'])
        .default('must'),
    )
    .option('--strict', 'exit code 1 for what is undecided, too')
    .action(async (paths: string[], options: CheckOptions) => {
      const services = await findServices(paths, {
        cwd: environment.cwd,
        root: options.root,
      });
      if (options.service && services.length > 1) {
        throw new UsageError(
          `--service names one service, and the paths hold ${services.length}`,
        );
      }
      let isUnreadable = false;
      const reports = [];
      for (const service of services) {
        const { sources, declaration } = await readService(service, {
          service: options.service,
          kind: options.kind,
          framework: options.framework,
          prefix: options.prefix,
          today: environment.today,
        });
        for (const file of [sources.dockerfile, sources.pyproject]) {
          if (file.state === 'unreadable') {
            environment.err(
              `dockmaster: ${file.path} could not be read: ${file.reason}\n`,
            );
            isUnreadable = true;
          }
        }
        reports.push(judge(sources, rule087, declaration));
      }
      environment.out(reporters[options.format](reports));
      exit(isUnreadable ? 2 : exitCodeOf(reports, options));
    });
}
