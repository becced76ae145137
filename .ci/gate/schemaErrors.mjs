import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const cli = createRequire(resolve('packages/dockmaster-cli/package.json'));
const Ajv = cli('ajv').default;

/** What the schemas of the JSON Schema Store say against files. Path → name of a schema. */
export async function schemaErrors(files) {
  const errors = await Promise.all(
    Object.entries(files).map(async ([path, name]) => {
      const schema = await readFile(
        cli.resolve(`schemastore/schemas/json/${name}.json`),
        'utf8',
      );
      const isValid = new Ajv({
        strict: false,
        validateFormats: false,
        unicodeRegExp: false,
      }).compile(JSON.parse(schema));
      isValid(parse(await readFile(path, 'utf8')));
      return (isValid.errors ?? []).map(
        ({ instancePath, message }) => `${path}${instancePath}: ${message}`,
      );
    }),
  );
  return errors.flat();
}
