import { Command, Option } from 'commander';

/** Which services a command is about, and by which standard: its paths, `--root`, `--service`, `--compose`, `--config`. */
export function addServiceOptions(command: Command): Command {
  return command
    .argument(
      '[path...]',
      'Dockerfiles, service folders or monorepo roots; the repository by default',
    )
    .option(
      '--root <directory>',
      'root of the monorepo that the paths belong to (default: the repository)',
    )
    .option('--service <name>', "the service's name (default: its folder)")
    .option(
      '--compose <file>',
      'a compose file; repeated in the order in which they are merged (default: those of the root)',
      (file: string, before: string[]) => [...before, file],
      [],
    )
    .option(
      '--config <file>',
      'what the organisation has otherwise (default: dockmaster.yaml, from the root upward)',
    );
}

/** What a service is said to be, instead of what its files let infer: `--kind`, `--framework`, `--prefix`. */
export function addDeclarationOptions(command: Command): Command {
  return command
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
    );
}
