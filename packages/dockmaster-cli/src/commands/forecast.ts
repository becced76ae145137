import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Forecast, ForecastError, loadForecast } from '@huleedu/rule-087';
import { Command, Option } from 'commander';
import { Environment } from '../Environment';
import { forecastTable } from '../reporters/forecastTable';
import { pathInReport } from '../services/paths';
import { ReadService, readServices } from '../services/readServices';
import { readSource } from '../services/readSource';
import { Service } from '../services/Service';
import { addServiceOptions } from './serviceOptions';

type ForecastOptions = {
  root?: string;
  service?: string;
  compose: string[];
  config?: string;
  format?: 'text' | 'json';
};

/** `dockmaster forecast [PATH…]`: which steps of its images an edit of a service makes the builder run again. */
export function addForecastCommand(
  program: Command,
  environment: Environment,
  exit: (code: number) => void,
) {
  addServiceOptions(
    program
      .command('forecast')
      .description(
        'say which steps of an image the builder runs again after an edit',
      ),
  )
    .addOption(
      new Option(
        '--format <format>',
        'how the result is written (default: text at a terminal, else json)',
      ).choices(['text', 'json']),
    )
    .action(async (paths: string[], { format, ...flags }: ForecastOptions) => {
      const services = await readServices(paths, flags, environment);
      const forecasts: Array<{ service: string } & Forecast> = [];
      for (const service of services) {
        const name = service.declaration.service;
        try {
          forecasts.push({ service: name, ...(await forecastOf(service)) });
        } catch (error) {
          if (!(error instanceof ForecastError)) throw error;
          environment.err(`dockmaster: ${name}: ${error.message}\n`);
          exit(2);
        }
      }
      const { isTerminal, colors, out } = environment;
      if ((format ?? (isTerminal ? 'text' : 'json')) === 'text') {
        out(forecasts.map(item => forecastTable(item, { colors })).join('\n'));
        return;
      }
      // One service gives its forecast alone.
      const result =
        services.length > 1
          ? { results: forecasts }
          : { targets: forecasts.flatMap(({ targets }) => targets) };
      out(`${JSON.stringify(result, null, 2)}\n`);
    });
}

async function forecastOf(read: ReadService): Promise<Forecast> {
  const { service, sources, standard, declaration } = read;
  const { root } = service;
  return loadForecast(sources, standard, declaration, {
    read: path => readSource(root, join(root, path)),
    lockFiles: await findLockFiles(service),
  });
}

/** PDM's lock files at the root and in the service's folder. */
async function findLockFiles({ root, folder }: Service): Promise<string[]> {
  const found = await Promise.all(
    [root, folder ?? root].map(async directory => {
      const names = await readdir(directory);
      return names
        .filter(name => name.startsWith('pdm.lock'))
        .map(name => pathInReport(root, join(directory, name)));
    }),
  );
  return [...new Set(found.flat())];
}
