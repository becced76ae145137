import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Call, Order, Outcome, Report } from './calls';

/** A process that uses the registry. */
export class Worker {
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess) {
    this.#process = process;
  }

  static async start(connectionString: string): Promise<Worker> {
    const worker = new Worker(
      fork(join(__dirname, 'ports.worker.cjs'), {
        env: { ...process.env, BENCH_CONNECTION_STRING: connectionString },
      }),
    );
    await worker.#reported('ready');
    return worker;
  }

  /** Makes all calls at once. Calls of which nothing is known when the process ends were killed. */
  call(calls: Call[], rolledBack: number): Promise<Outcome[]> {
    const startedAt = Date.now();
    const outcomes = new Map<number, Outcome>();
    return new Promise(resolve => {
      const finish = () => {
        this.#process.off('message', hear);
        this.#process.off('exit', finish);
        resolve(
          calls.map(
            (call, index) =>
              outcomes.get(index) ?? {
                call,
                startedAt,
                endedAt: Date.now(),
                result: 'killed',
              },
          ),
        );
      };
      const hear = (report: Report) => {
        if (report.report !== 'outcome') return;
        outcomes.set(report.index, report.outcome);
        if (outcomes.size === calls.length) finish();
      };
      this.#process.on('message', hear);
      this.#process.on('exit', finish);
      if (calls.length === 0) finish();
      else this.#tell({ order: 'call', calls, rolledBack });
    });
  }

  /** Holds the next transaction between its last statement and its commit; resolves when it is there. */
  hold(): Promise<void> {
    const held = this.#reported('holding');
    this.#tell({ order: 'hold' });
    return held;
  }

  goOn() {
    this.#tell({ order: 'go on' });
  }

  async kill() {
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exited;
  }

  async stop() {
    if (!this.#process.connected) return;
    const exited = once(this.#process, 'exit');
    this.#process.disconnect();
    await exited;
  }

  #tell(order: Order) {
    // Where it has ended meanwhile, its exit says so.
    this.#process.send(order, () => {});
  }

  #reported(kind: Report['report']): Promise<void> {
    return new Promise((resolve, reject) => {
      const hear = (report: Report) => {
        if (report.report !== kind) return;
        this.#process.off('message', hear);
        this.#process.off('exit', fail);
        resolve();
      };
      const fail = () => reject(new Error(`A worker ended before "${kind}"`));
      this.#process.on('message', hear);
      this.#process.on('exit', fail);
    });
  }
}
