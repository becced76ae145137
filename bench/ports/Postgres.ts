import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INSTALLED = '/usr/lib/postgresql';
const GIVEN = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

/** A PostgreSQL server: that which an environment variable names, or one of its own, which may be restarted. */
export class Postgres {
  readonly connectionString: string;
  readonly #directory?: string;

  private constructor(connectionString: string, directory?: string) {
    this.connectionString = connectionString;
    this.#directory = directory;
  }

  static async start(): Promise<Postgres> {
    const given = process.env[GIVEN];
    if (given !== undefined) return new Postgres(given);
    const directory = await mkdtemp(join(tmpdir(), 'dockmaster-postgres-'));
    await chmod(directory, 0o755);
    if (process.getuid?.() === 0) {
      await run(['chown', 'postgres', directory]);
    }
    const port = await freePort();
    const postgres = new Postgres(
      `postgresql://postgres@127.0.0.1:${port}/postgres`,
      directory,
    );
    try {
      await asPostgres('initdb', [
        ...['-D', join(directory, 'data')],
        ...['--auth=trust', '--username=postgres', '--no-sync'],
      ]);
      await postgres.#control('start', [
        '-o',
        `-p ${port} -h 127.0.0.1 -k ${directory}`,
      ]);
    } catch (error) {
      await rm(directory, { recursive: true });
      throw error;
    }
    return postgres;
  }

  /** Only a server of its own may be restarted. */
  get isOwn(): boolean {
    return this.#directory !== undefined;
  }

  /** Ends every connection: `fast` rolls transactions back, `immediate` is a crash. */
  async restart(mode: 'fast' | 'immediate') {
    await this.#control('restart', ['-m', mode]);
  }

  async stop() {
    if (this.#directory === undefined) return;
    await this.#control('stop', ['-m', 'immediate']);
    await rm(this.#directory, { recursive: true });
  }

  async #control(action: string, options: string[]) {
    const directory = this.#directory!;
    await asPostgres('pg_ctl', [
      ...[action, '-w', '-D', join(directory, 'data')],
      ...['-l', join(directory, 'log'), ...options],
    ]);
  }
}

/** PostgreSQL refuses to run as root. */
async function asPostgres(program: string, args: string[]) {
  const versions = await readdir(INSTALLED).catch(() => []);
  const [newest] = versions.sort((a, b) => Number(b) - Number(a));
  if (newest === undefined) {
    throw new Error(
      `There is no PostgreSQL in ${INSTALLED}. Install the package postgresql, or name a server in ${GIVEN}.`,
    );
  }
  const command = [join(INSTALLED, newest, 'bin', program), ...args];
  await run(
    process.getuid?.() === 0
      ? ['runuser', '-u', 'postgres', '--', ...command]
      : command,
  );
}

async function run([program, ...args]: string[]) {
  const code = await new Promise((resolve, reject) => {
    // The server keeps what it inherits: a pipe would stay open as long as it runs.
    const child = spawn(program, args, { cwd: '/', stdio: 'ignore' });
    child.on('error', reject);
    child.on('exit', resolve);
  });
  if (code !== 0) {
    throw new Error(`${program} ${args.join(' ')} ended with code ${code}`);
  }
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
