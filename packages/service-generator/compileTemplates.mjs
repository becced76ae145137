// Compiles the files of templates/ into src/templates/templates.json, so that the generator needs no disk.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const directory = dirname(fileURLToPath(import.meta.url));
const source = join(directory, 'templates');

const files = (await readdir(source, { recursive: true, withFileTypes: true }))
  .filter(entry => entry.isFile())
  .map(entry => join(entry.parentPath, entry.name))
  .sort();
const templates = {};
for (const file of files) {
  const path = relative(source, file).split(sep).join('/');
  templates[path] = await readFile(file, 'utf8');
}
await writeFile(
  join(directory, 'src', 'templates', 'templates.json'),
  `${JSON.stringify(templates, null, 2)}\n`,
);
