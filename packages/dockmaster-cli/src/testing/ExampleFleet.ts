import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as configurationReader from '@huleedu/rule-087/configuration';
import * as fixer from '@huleedu/service-fixer';
import * as generator from '@huleedu/service-generator';
import { run } from '../cli';

const manifest = require.resolve('../../package.json');

const MONOREPOS = {
  examples: resolve(manifest, '../../../examples/monorepo'),
  fixtures: resolve(manifest, '../fixtures/fleet'),
};

/** A copy of a monorepo that a test changes, and the command line in it. */
export class ExampleFleet {
  static create(monorepo: keyof typeof MONOREPOS = 'examples') {
    const root = mkdtempSync(join(tmpdir(), 'dockmaster-fleet-'));
    cpSync(MONOREPOS[monorepo], root, { recursive: true });
    return new ExampleFleet(root);
  }

  private constructor(readonly root: string) {}

  remove() {
    rmSync(this.root, { recursive: true });
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  write(path: string, content: string) {
    writeFileSync(join(this.root, path), content);
  }

  /** @throws Error where the text is not there, so that no case of a test changes nothing */
  replace(path: string, text: string, by: string) {
    const content = this.read(path);
    if (!content.includes(text)) throw new Error(`${path} holds no ${text}`);
    this.write(path, content.replace(text, by));
  }

  append(path: string, text: string) {
    this.write(path, `${this.read(path)}${text}`);
  }

  removeService(name: string) {
    rmSync(join(this.root, 'services', name), { recursive: true });
  }

  /** Everywhere but in a baseline: its folder, and its name in all files as folders, variables and entities are written. */
  renameService(from: string, to: string) {
    renameSync(
      join(this.root, 'services', from),
      join(this.root, 'services', to),
    );
    const spellings = [from, to].map(name => [
      name,
      name.toUpperCase(),
      name.replaceAll('_', '-'),
    ]);
    for (const entry of readdirSync(this.root, {
      recursive: true,
      withFileTypes: true,
    })) {
      if (!entry.isFile() || entry.name.endsWith('.json')) continue;
      const path = join(entry.parentPath, entry.name);
      const content = readFileSync(path, 'utf8');
      writeFileSync(
        path,
        spellings[0].reduce(
          (text, spelling, index) =>
            text.replaceAll(spelling, spellings[1][index]),
          content,
        ),
      );
    }
  }

  async dockmaster(
    args: string[],
    { workspace, cwd = this.root }: { workspace?: string; cwd?: string } = {},
  ) {
    let out = '';
    let err = '';
    const code = await run(args, {
      cwd,
      workspace,
      today: '2026-11-24',
      colors: false,
      loadConfigurationReader: async () => configurationReader,
      loadFixer: async () => fixer,
      loadGenerator: async () => generator,
      out: text => {
        out += text;
      },
      err: text => {
        err += text;
      },
    });
    return { code, out, err };
  }
}
