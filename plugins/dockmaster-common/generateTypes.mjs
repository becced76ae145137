// Derives from the backend's openapi.yaml: its compiled form for the backend, and the types of requests and answers.
// With --check it writes nothing, and fails when one of them is old.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const plugins = fileURLToPath(new URL('..', import.meta.url));
const schema = join(plugins, 'dockmaster-backend', 'src', 'schema');
const api = join(plugins, 'dockmaster-common', 'src', 'api');
const notice = `/* eslint-disable */\n/* Generated from openapi.yaml by \`yarn generate\`. */\n`;

const spec = parse(await readFile(join(schema, 'openapi.yaml'), 'utf8'));
const types = astToString(await openapiTypescript(spec, { alphabetize: false }))
  .replace(
    /^export (interface|type) (paths|webhooks|components|\$defs|operations)\b/gm,
    '/** Generated from openapi.yaml. @public */\nexport $1 $2',
  )
  .replace(/\/\*\* @enum \{[^}]*\} \*\/\n\s*/g, '');
const names = Object.entries(spec.components.schemas).map(
  ([name, { description }]) => {
    const text = description
      ? `${description.replaceAll('\n', '\n * ')}\n *\n * `
      : '';
    return `/**\n * ${text}@public\n */\nexport type ${name} = components['schemas']['${name}'];\n`;
  },
);
const files = {
  [join(schema, 'openapi.json')]: `${JSON.stringify(spec)}\n`,
  [join(api, 'openapi.generated.ts')]: `${notice}${types}`,
  [join(
    api,
    'schemas.generated.ts',
  )]: `${notice}import type { components } from './openapi.generated';\n\n${names.join(
    '\n',
  )}`,
};

const isCheck = process.argv.includes('--check');
for (const [path, content] of Object.entries(files)) {
  if (!isCheck) await writeFile(path, content);
  else if ((await readFile(path, 'utf8').catch(() => '')) !== content) {
    process.exitCode = 1;
    process.stderr.write(`${path} is old. Run: yarn generate\n`);
  }
}
