import { ServiceModel } from '../model/ServiceModel';
import { Sources } from '../sources/Sources';
import { Standard } from '../standard/Standard';
import { isRefusal } from './Mend';
import { mends } from './mends';
import { planRewrite } from './rewrite/rewriteDockerfile';
import { isStructural } from './rewrite/structural';
import { situationIn } from './situation';

/** Says of a clause that fails whether something mends it, if need be once a port is given. It is asked only of those. */
export function fixableIn(
  model: ServiceModel,
  sources: Sources,
  standard: Standard,
): (id: string) => boolean {
  const situation = situationIn(model, sources, standard, {});
  let isPlanned: boolean | undefined;
  const canRewrite = () => {
    if (isPlanned === undefined) {
      const plan = situation && planRewrite(situation);
      isPlanned = plan && (!('reason' in plan) || plan.needs !== undefined);
    }
    return isPlanned;
  };
  return id => {
    if (situation && isStructural(id) && canRewrite()) return true;
    const mend = Object.hasOwn(mends, id) ? mends[id] : undefined;
    if (!situation || !mend) return false;
    const result = mend(situation);
    return isRefusal(result) ? result.needs !== undefined : result.length > 0;
  };
}
