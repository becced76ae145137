import { Command, Option } from 'commander';
import { Environment } from '../Environment';
import {
  Answer,
  confirm,
  drift,
  importFleet,
  list,
  preview,
  release,
  renew,
  reserve,
  Wanted,
} from './ports/answers';
import { connect, Portal, refusalOf } from './ports/Portal';
import { toPort } from './toPort';

type Connection = {
  url?: string;
  token?: string;
  environment?: string;
  format: 'text' | 'json';
};

/** `dockmaster ports …`: the portal's registry of ports, for CI. */
export function addPortsCommand(
  program: Command,
  environment: Environment,
  exit: (code: number) => void,
) {
  const ports = program
    .command('ports')
    .description("ask a portal's registry of ports, or change it");

  /** A subcommand that speaks to a portal. */
  const add = <Options extends object>(
    usage: string,
    description: string,
    answer: (
      portal: Portal,
      given: Options & Pick<Connection, 'environment'>,
      argument: string,
    ) => Promise<Answer>,
    extend: (command: Command) => Command = command => command,
  ) =>
    extend(ports.command(usage).description(description))
      .addOption(
        new Option('--url <url>', "base URL of the portal's backend").env(
          'DOCKMASTER_URL',
        ),
      )
      .addOption(
        new Option(
          '--token <token>',
          'token of external access; better given by the variable, which no process list shows',
        ).env('DOCKMASTER_TOKEN'),
      )
      .option(
        '--environment <name>',
        'the environment whose ports are meant (default: default)',
      )
      .addOption(
        new Option('--format <format>', 'how the result is written')
          .choices(['text', 'json'])
          .default('text'),
      )
      .action(async (...args) => {
        const argument = typeof args[0] === 'string' ? args[0] : '';
        const given: Options & Connection = args[args.length - 2];
        const portal = connect(given);
        try {
          const said = await answer(portal, given, argument);
          environment.out(
            given.format === 'json' ? inJson(said.json) : said.text,
          );
          exit(said.code ?? 0);
        } catch (error) {
          const { code, message, json } = refusalOf(error, portal.url);
          if (given.format === 'json') environment.out(inJson(json));
          environment.err(`dockmaster: refused (${code}): ${message}\n`);
          exit(1);
        }
      });

  add<{ owner?: string; state?: 'leased' | 'active' }>(
    'list',
    'who has which ports, and how many are free',
    list,
    command =>
      command
        .option('--owner <ref>', 'of this owner alone')
        .addOption(
          new Option('--state <state>', 'in this state alone').choices([
            'leased',
            'active',
          ]),
        ),
  );
  add<Wanted>(
    'preview',
    'what reserving would give now; takes nothing',
    preview,
    wishes,
  );
  add<Wanted>(
    'reserve',
    'take ports for a service, or get those that it has',
    reserve,
    command =>
      wishes(command)
        .option('--active', 'for good, and not as a lease')
        .option('--ttl <duration>', 'how long a lease lasts, as in PT24H')
        .option('--pull-request <url>', 'what the lease waits for'),
  );
  add(
    'confirm <owner>',
    'make the lease of an owner, or of an id, stay',
    (portal, given, owner) => confirm(portal, owner, given),
  );
  add<{ ttl?: string; pullRequest?: string }>(
    'renew <owner>',
    'let the lease of an owner, or of an id, last longer',
    (portal, given, owner) => renew(portal, owner, given),
    command =>
      command
        .option('--ttl <duration>', 'how long from now, as in PT24H')
        .option('--pull-request <url>', 'what it waits for'),
  );
  add(
    'release <owner>',
    'give the ports of an owner, or of an id, back',
    (portal, given, owner) => release(portal, owner, given),
  );
  add<{ owner?: string; failOn: 'grave' | 'any' | 'never' }>(
    'drift',
    'where files, registry and pools differ',
    drift,
    command =>
      command
        .option('--owner <ref>', 'what concerns this owner alone')
        .addOption(
          new Option(
            '--fail-on <drift>',
            'what gives exit code 1: grave is CONFLICT, UNREGISTERED, MISMATCH and OFFSET_DRIFT',
          )
            .choices(['grave', 'any', 'never'])
            .default('grave'),
        ),
  );
  add<{ apply?: boolean }>(
    'import',
    'register what the files of the fleet say; a dry run unless --apply is given',
    importFleet,
    command => command.option('--apply', 'write it'),
  );
}

/** What is wanted of the registry. */
function wishes(command: Command): Command {
  return command
    .requiredOption('--owner <ref>', 'entity ref of the service')
    .addOption(
      new Option('--kind <kind>', 'a worker has no port but its database')
        .choices(['http', 'worker'])
        .default('http'),
    )
    .option('--database', 'with a port for a database')
    .option('--http-port <port>', 'this HTTP port or none', toPort)
    .option(
      '--database-port <port>',
      'this port for the database or none',
      toPort,
    );
}

function inJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
