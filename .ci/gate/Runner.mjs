import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs the steps of a job as GitHub's runner does: each script in a shell of its own, what an action does by a function in its place. */
export class Runner {
  outcomes = {};
  failed = false;
  log = '';

  /**
   * @param workflow - as parsed from YAML
   * @param context - `github`, as the event makes it
   * @param environment - besides the process's own; wins over what the workflow sets
   * @param actions - name of an action → what it does, given its inputs
   */
  constructor(workflow, { workspace, temp, context, environment, actions }) {
    mkdirSync(temp, { recursive: true });
    this.files = {
      GITHUB_ENV: join(temp, 'env'),
      GITHUB_STEP_SUMMARY: join(temp, 'summary'),
    };
    for (const file of Object.values(this.files)) writeFileSync(file, '');
    this.workflow = workflow;
    this.workspace = workspace;
    this.context = { github: context, runner: { temp } };
    this.actions = actions;
    this.environment = {
      ...process.env,
      ...this.files,
      ...environment,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: context.repository,
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temp,
    };
  }

  async run(job) {
    for (const step of this.workflow.jobs[job].steps) {
      const isWanted = step.if ? this.evaluate(step.if) : !this.failed;
      const outcome = isWanted ? await this.runStep(step) : 'skipped';
      if (step.id) this.outcomes[step.id] = { outcome };
      if (outcome === 'failure') this.failed = true;
    }
    return this;
  }

  get summary() {
    return readFileSync(this.files.GITHUB_STEP_SUMMARY, 'utf8');
  }

  async runStep({ run, uses, env = {}, with: inputs = {} }) {
    if (run === undefined) {
      const action = this.actions[uses.split('@')[0]];
      if (!action) throw new Error(`Nothing stands in for ${uses}`);
      action(this.fillAll(inputs));
      return 'success';
    }
    const script = join(this.context.runner.temp, 'script.sh');
    writeFileSync(script, run);
    const code = await this.shell(script, {
      ...this.fillAll(this.workflow.env),
      ...this.environment,
      ...this.added(),
      ...this.fillAll(env),
    });
    return code === 0 ? 'success' : 'failure';
  }

  shell(script, env) {
    const child = spawn('bash', ['-e', script], {
      cwd: this.workspace,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', data => (this.log += data));
    return new Promise(resolve => child.once('close', resolve));
  }

  /** What steps before have put into the environment. */
  added() {
    const lines = readFileSync(this.files.GITHUB_ENV, 'utf8').split('\n');
    return Object.fromEntries(
      lines.filter(Boolean).map(line => {
        const end = line.indexOf('=');
        return [line.slice(0, end), line.slice(end + 1)];
      }),
    );
  }

  fillAll(values) {
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        `${value}`.replace(/\$\{\{.*?\}\}/g, text => this.evaluate(text)),
      ]),
    );
  }

  /** The expressions that the workflow holds are JavaScript's, but for names that lead to nothing. */
  evaluate(expression) {
    const text = expression.replace(/^\$\{\{|\}\}$/g, '').replaceAll('.', '?.');
    return new Function(
      'cancelled',
      'steps',
      'github',
      'runner',
      `return (${text})`,
    )(() => false, this.outcomes, this.context.github, this.context.runner);
  }
}
