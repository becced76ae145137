import { ServiceModel } from '../model/ServiceModel';
import { Sources } from '../sources/Sources';
import { Standard } from '../standard/Standard';
import { isRefusal } from './Mend';
import { mends } from './mends';
import { situationIn } from './situation';

/** Says of a clause that fails whether something mends it, if need be once a port is given. It is asked only of those. */
export function fixableIn(
  model: ServiceModel,
  sources: Sources,
  standard: Standard,
): (id: string) => boolean {
  const situation = situationIn(model, sources, standard, {});
  return id => {
    const mend = Object.hasOwn(mends, id) ? mends[id] : undefined;
    if (!situation || !mend) return false;
    const result = mend(situation);
    return isRefusal(result) ? result.needs !== undefined : result.length > 0;
  };
}
