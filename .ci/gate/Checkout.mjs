import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const identity = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
};

/** A git repository whose files a case changes. */
export class Checkout {
  /** An empty repository. */
  static create(directory) {
    mkdirSync(directory, { recursive: true });
    const checkout = new Checkout(directory);
    checkout.git('init', '-q', '-b', 'main');
    return checkout;
  }

  constructor(directory) {
    this.directory = directory;
  }

  git(...args) {
    return execFileSync('git', args, {
      cwd: this.directory,
      env: { ...process.env, ...identity },
      encoding: 'utf8',
    });
  }

  commit(message) {
    this.git('add', '--all');
    this.git('commit', '-q', '--allow-empty', '-m', message);
  }

  add(content, path = '.') {
    cpSync(content, join(this.directory, path), { recursive: true });
  }

  write(path, content) {
    mkdirSync(dirname(join(this.directory, path)), { recursive: true });
    writeFileSync(join(this.directory, path), content);
  }

  read(path) {
    return readFileSync(join(this.directory, path), 'utf8');
  }

  /** @throws Error where the text is not there, so that no case changes nothing */
  replace(path, text, by) {
    const content = this.read(path);
    if (!content.includes(text)) throw new Error(`${path} holds no ${text}`);
    this.write(path, content.replace(text, by));
  }

  prepend(path, text) {
    this.write(path, `${text}${this.read(path)}`);
  }

  /** Its folder, and its name in all files as folders, variables and entities are written. */
  renameService(from, to) {
    const spellings = name => [
      name,
      name.toUpperCase(),
      name.replaceAll('_', '-'),
    ];
    const after = spellings(to);
    this.git('mv', `services/${from}`, `services/${to}`);
    for (const path of this.git('ls-files').trim().split('\n')) {
      const content = spellings(from).reduce(
        (text, spelling, index) => text.replaceAll(spelling, after[index]),
        this.read(path),
      );
      this.write(path, content);
    }
  }

  /**
   * What GitHub's runner has of a pull request that was opened on an older `main`: merged into the newest, and no more of the history than asked
   * for.
   */
  mergedInto(directory, { branch, depth }) {
    this.git('checkout', '-q', '--detach', 'main');
    this.git('merge', '-q', '--no-ff', '-m', 'The merge', branch);
    const runner = Checkout.create(directory);
    runner.git('fetch', '-q', `--depth=${depth}`, `file://${this.directory}`);
    runner.git('checkout', '-q', '--detach', 'FETCH_HEAD');
  }
}
