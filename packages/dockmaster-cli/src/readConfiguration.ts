import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { rule087, Standard } from '@huleedu/rule-087';
import { Environment, UsageError } from './Environment';

const NAME = 'dockmaster.yaml';

/**
 * The standard that services are judged by: the rule with what `dockmaster.yaml` overrides.
 *
 * @param given - path of the file; by default the nearest one, from the root upward
 * @throws UsageError with every error and its line
 */
export async function readConfiguration(options: {
  given?: string;
  root: string;
  environment: Pick<Environment, 'cwd' | 'loadConfigurationReader'>;
}): Promise<Standard> {
  const { given, root } = options;
  const { cwd, loadConfigurationReader } = options.environment;
  const path = given === undefined ? findUpward(root) : resolve(cwd, given);
  if (path === undefined) return rule087;
  const content = await readFile(path, 'utf8').catch(error => {
    throw new UsageError(`${path} could not be read: ${error.message}`);
  });
  const { readStandard } = await loadConfigurationReader();
  const result = readStandard(relative(cwd, path) || path, content);
  if ('standard' in result) return result.standard;
  throw new UsageError(
    result.errors
      .map(
        ({ message, evidence: { file, startLine, startColumn } }) =>
          `${file}:${startLine}:${startColumn}: ${message}`,
      )
      .join('\ndockmaster: '),
  );
}

function findUpward(from: string): string | undefined {
  for (let directory = from; ; directory = dirname(directory)) {
    const path = join(directory, NAME);
    if (existsSync(path)) return path;
    if (dirname(directory) === directory) return undefined;
  }
}
