import { Framework, judge, ServiceKind } from '@huleedu/rule-087';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { readBaseline, writeBaseline } from '../baseline';
import { Environment } from '../Environment';
import { exitCodeOf, FailOn } from '../exitCode';
import { reporters } from '../reporters';
import { readServices } from '../services/readServices';
import { addDeclarationOptions, addServiceOptions } from './serviceOptions';

type CheckOptions = {
  root?: string;
  service?: string;
  kind?: ServiceKind;
  framework?: Framework;
  prefix?: string;
  compose: string[];
  config?: string;
  format: keyof typeof reporters;
  failOn: FailOn;
  strict?: boolean;
  baseline?: string;
  writeBaseline?: string;
};

/** `dockmaster check [PATH…]`: what services keep of the rule. */
export function addCheckCommand(
  program: Command,
  environment: Environment,
  exit: (code: number) => void,
) {
  addDeclarationOptions(
    addServiceOptions(
      program
        .command('check')
        .description('check Dockerfiles, service folders or a whole monorepo'),
    ),
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
    .option(
      '--baseline <file>',
      'only what is new since this file was written fails',
    )
    .option('--write-baseline <file>', 'write what fails now, for --baseline')
    .option('--strict', 'exit code 1 for what is undecided, too')
    .action(async (paths: string[], options: CheckOptions) => {
      let isUnreadable = false;
      const reports = [];
      const services = await readServices(
        paths,
        {
          root: options.root,
          compose: options.compose,
          config: options.config,
          service: options.service,
          kind: options.kind,
          framework: options.framework,
          prefix: options.prefix,
          today: environment.today,
        },
        environment,
      );
      for (const { sources, standard, declaration } of services) {
        for (const file of [
          sources.dockerfile,
          sources.pyproject,
          ...sources.compose,
        ]) {
          if (file.state === 'unreadable') {
            environment.err(
              `dockmaster: ${file.path} could not be read: ${file.reason}\n`,
            );
            isUnreadable = true;
          }
        }
        reports.push(judge(sources, standard, declaration));
      }
      const isKnown = options.baseline
        ? await readBaseline(resolve(environment.cwd, options.baseline))
        : () => false;
      if (options.writeBaseline) {
        await writeBaseline(
          resolve(environment.cwd, options.writeBaseline),
          reports,
        );
      }
      const { colors } = environment;
      environment.out(reporters[options.format](reports, { colors }));
      exit(isUnreadable ? 2 : exitCodeOf(reports, { ...options, isKnown }));
    });
}
