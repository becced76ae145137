import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { addCheckCommand } from './commands/check';
import { addClausesCommand } from './commands/clauses';
import { addFixCommand } from './commands/fix';
import { addForecastCommand } from './commands/forecast';
import { addNewCommand } from './commands/new';
import { addPortsCommand } from './commands/ports';
import { addSchemaCommand } from './commands/schema';
import { addStagesCommand } from './commands/stages';
import { Environment, UsageError } from './Environment';

/**
 * Runs the command line.
 *
 * @returns the exit code: 0 conforming, 1 not, 2 bad usage or unreadable input
 */
export async function run(
  args: string[],
  environment: Environment,
): Promise<number> {
  let exitCode = 0;
  const exit = (code: number) => {
    exitCode = code;
  };
  const program = new Command('dockmaster')
    .description("Checks services against HuleEdu's rule 087")
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: environment.out, writeErr: environment.err })
    .showHelpAfterError('(add --help to see what can be given)');
  addCheckCommand(program, environment, exit);
  addFixCommand(program, environment, exit);
  addStagesCommand(program, environment);
  addForecastCommand(program, environment, exit);
  addClausesCommand(program, environment);
  addNewCommand(program, environment);
  addPortsCommand(program, environment, exit);
  addSchemaCommand(program, environment);

  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UsageError)) throw error;
    environment.err(`dockmaster: ${error.message}\n`);
    return 2;
  }
}
