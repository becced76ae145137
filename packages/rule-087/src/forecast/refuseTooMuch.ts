import { BuildContext } from './BuildContext';
import { BuilderStep } from './BuilderStep';
import { ForecastError } from './Forecast';
import { effortOf } from './pathPattern';

/** Far more than any Dockerfile has: each step and path is asked about each edit. */
const MOST_STEPS = 1000;
const MOST_PATHS = 1000;
const MOST_EFFORT = 4096;

/** @throws ForecastError when a forecast would take too long */
export function refuseTooMuch(
  steps: BuilderStep[],
  { dockerignore }: BuildContext,
) {
  const paths = steps.flatMap(({ contextSources }) => contextSources);
  if (steps.length > MOST_STEPS || paths.length > MOST_PATHS) {
    throw new ForecastError(
      `The Dockerfile has ${steps.length} steps, which take ${paths.length} paths from the build context, and at most ${MOST_STEPS} and ${MOST_PATHS} are followed.`,
    );
  }
  const effort = effortOf([
    ...paths
      .flatMap(({ path, excluded }) => [path, ...excluded])
      .filter(pattern => pattern !== undefined),
    ...dockerignore.patterns,
  ]);
  if (effort > MOST_EFFORT) {
    throw new ForecastError(
      `The patterns with wildcards of the Dockerfile and .dockerignore have ${effort} characters, and at most ${MOST_EFFORT} are followed.`,
    );
  }
}
