import { Framework, judge, ServiceKind } from '@huleedu/rule-087';
import { Command, Option } from 'commander';
import { Environment } from '../Environment';
import { exitCodeOf, FailOn } from '../outcome/exitCode';
import { Outcome } from '../outcome/Outcome';
import { newlyUnreadable } from '../outcome/unreadable';
import { reporters } from '../reporters';
import { pathInReport } from '../services/paths';
import { readServices } from '../services/readServices';
import { besideBaseline } from './check/besideBaseline';
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
    .action((paths: string[], options: CheckOptions) =>
      check(paths, options, environment, exit),
    );
}

async function check(
  paths: string[],
  options: CheckOptions,
  environment: Environment,
  exit: (code: number) => void,
) {
  const { format, failOn, strict, baseline, writeBaseline, ...flags } = options;
  const { today, colors, workspace, out, err } = environment;
  const services = await readServices(paths, { ...flags, today }, environment);
  const { withFixable } = await environment.loadFixer();
  const judged = services.map(
    ({ service, sources, standard, declaration }) => ({
      service,
      sources,
      report: withFixable(
        judge(sources, standard, declaration),
        sources,
        standard,
        declaration,
      ),
    }),
  );
  const outcome: Outcome = {
    comparison: await besideBaseline(
      judged,
      { baseline, writeBaseline },
      environment,
    ),
    results: judged.map(({ service, report }) => ({
      report,
      directory: directoryIn(workspace, service.root),
    })),
  };
  for (const { notice } of newlyUnreadable(outcome))
    err(`dockmaster: ${notice.message}\n`);
  out(reporters[format](outcome, { colors }));
  exit(exitCodeOf(outcome, { failOn, strict }));
}

/** Where a root is below the checkout; empty where it is not in it. */
function directoryIn(workspace: string | undefined, root: string): string {
  const path = workspace ? pathInReport(workspace, root) : '';
  return path === '' || path.startsWith('..') ? '' : `${path}/`;
}
