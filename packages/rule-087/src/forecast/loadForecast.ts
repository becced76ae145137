import { buildServiceModel } from '../model/buildServiceModel';
import { ServiceModel } from '../model/ServiceModel';
import { isAddress } from '../compose/paths';
import { Declaration, SourceFile, Sources } from '../source/Sources';
import { Standard } from '../standard/Standard';
import { toRepository } from './BuildContext';
import { Dockerignore, readDockerignore } from './dockerignore';
import { Forecast, ForecastError } from './Forecast';
import { forecastService } from './forecastService';

/** What a forecast wants to know of the repository besides the sources. @public */
export type ForecastRepository = {
  /** Reads one file by its path from the root: the `.dockerignore` that counts. */
  read(path: string): Promise<SourceFile>;
  /** Lock files that are there, by their paths from the root. Where nobody looked, those that an instruction names count. */
  lockFiles?: string[];
};

/**
 * Which steps of its images an edit of a service makes the builder run again.
 *
 * @notes
 * The build context is the one that Compose gives, or else the repository's root.
 *
 * @throws ForecastError when there is no Dockerfile to read, it or `.dockerignore` is beyond the limits
 *
 * @public
 */
export async function loadForecast(
  sources: Sources,
  standard: Standard,
  declaration: Declaration,
  repository: ForecastRepository,
): Promise<Forecast> {
  const { model } = buildServiceModel(sources, standard, declaration);
  const { dockerfile } = sources;
  if (model.unreadable !== undefined || dockerfile.state !== 'present') {
    throw new ForecastError(model.unreadable ?? 'There is no Dockerfile.');
  }
  const directory = contextOf(model);
  return forecastService(model, dockerfile.content, standard, {
    directory,
    lockFiles: repository.lockFiles,
    dockerignore: await readFirst(
      [
        `${dockerfile.path}.dockerignore`,
        toRepository({ directory }, '.dockerignore'),
      ],
      repository,
    ),
  });
}

function contextOf({ composeService }: ServiceModel): string {
  const context = composeService?.build?.context.value;
  return context?.known && !isAddress(context.text) ? context.text : '.';
}

/** The Dockerfile's own file of the name wins over the context's. */
async function readFirst(
  paths: string[],
  { read }: ForecastRepository,
): Promise<Dockerignore> {
  for (const path of paths) {
    const file = await read(path);
    if (file.state === 'unreadable') {
      throw new ForecastError(`${path} could not be read: ${file.reason}`);
    }
    if (file.state === 'present') {
      return readDockerignore(file.content);
    }
  }
  return readDockerignore('');
}
