import { hasOption } from '../dockerfile/programs';
import { Timeline } from '../model/timeline';
import { Standard } from '../standard/Standard';

/** The install with `--frozen-lockfile` from a lock file that was copied before it, where that is accepted. */
export function acceptedFrozenLock(timeline: Timeline, standard: Standard) {
  if (!standard.accept.frozenLock) return undefined;
  return timeline.installs.find(
    ({ step, command }) =>
      hasOption(command, '--frozen-lockfile', '--no-lock') &&
      timeline.copied.some(
        ({ kind, step: copy }) =>
          (kind === 'lock' || kind === 'everything') &&
          timeline.at(copy) < timeline.at(step),
      ),
  );
}
