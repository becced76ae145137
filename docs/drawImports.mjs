import { readFile, writeFile } from 'node:fs/promises';
import { cruise } from 'dependency-cruiser';
import { options, tests } from '../.dependency-cruiser.mjs';

/*
 * Draws the imports between packages into docs/architecture.md, from the sources.
 * `--check` writes nothing and fails when the picture is stale.
 */
const page = new URL('architecture.md', import.meta.url);
const [start, end] = ['<!-- imports -->\n', '<!-- end of imports -->\n'];

const { output } = await cruise(['packages', 'plugins'], {
  ...options,
  includeOnly: { path: '^(packages|plugins)/[^/]+/src/' },
  exclude: { path: `${options.exclude.path}|${tests}` },
  collapse: '^(packages|plugins)/[^/]+',
  outputType: 'mermaid',
});

const text = await readFile(page, 'utf8');
const [before, rest] = text.split(start);
const after = rest.split(end)[1];
const drawn = `${before}${start}\n\`\`\`mermaid\n${output.trim()}\n\`\`\`\n\n${end}${after}`;

if (process.argv.includes('--check')) {
  if (drawn !== text) {
    console.error(
      'The picture of imports in docs/architecture.md is stale. Run: yarn generate',
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(page, drawn);
}
