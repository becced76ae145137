import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { resolveStages } from '@huleedu/rule-087';
import { Command } from 'commander';
import { Environment, UsageError } from '../Environment';
import { findServices } from '../services/findServices';
import { readService } from '../services/readService';
import { isDirectory } from '../services/paths';

/** `dockmaster stages PATH`: a Dockerfile's stages as the builder sees them. */
export function addStagesCommand(program: Command, { cwd, out }: Environment) {
  program
    .command('stages')
    .description(
      "print a Dockerfile's stages as the builder sees them, as JSON",
    )
    .argument('<path>', "a Dockerfile, or a service's folder")
    .option(
      '--root <directory>',
      'root of the monorepo that the path belongs to',
    )
    .action(async (path: string, options: { root?: string }) => {
      const content = await readDockerfile(path, { cwd, root: options.root });
      out(`${JSON.stringify(resolveStages(content), null, 2)}\n`);
    });
}

async function readDockerfile(
  path: string,
  options: { cwd: string; root?: string },
): Promise<string> {
  const [service, ...more] = await findServices([path], options);
  if (more.length > 0) {
    throw new UsageError(`${path} holds ${more.length + 1} services; name one`);
  }
  const file = resolve(options.cwd, path);
  if (!service.folder && !isDirectory(file)) {
    return readFile(service.dockerfile!, 'utf8');
  }
  const { sources } = await readService(service, {}, { compose: [] });
  const { dockerfile } = sources;
  if (dockerfile.state !== 'present') {
    throw new UsageError(`there is no Dockerfile to read in ${path}`);
  }
  return dockerfile.content;
}
