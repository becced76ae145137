import { ServiceModel } from '../model/ServiceModel';
import { Sources } from '../sources/Sources';
import { Standard } from '../standard/Standard';
import { isRefusal } from './Mend';
import { mends } from './mends';
import { planRewrite } from './rewrite/rewriteDockerfile';
import { isStructural, isWritten } from './rewrite/structural';
import { withRuleName } from './ruleName';
import { situationIn } from './situation';

/**
 * Says of the clauses that fail which of them something mends, if need be once a port is given.
 *
 * @param failing - the ids of all that fail
 */
export function fixableAmong(
  failing: string[],
  model: ServiceModel,
  sources: Sources,
  standard: Standard,
): Set<string> {
  const named = withRuleName(sources, model) ?? sources;
  const situation =
    failing.length > 0 ? situationIn(model, named, standard, {}) : undefined;
  if (!situation) return new Set();
  const plan = failing.some(isStructural) ? planRewrite(situation) : undefined;
  const isPlanned =
    plan !== undefined && (!('reason' in plan) || plan.needs !== undefined);
  const isWithoutStages = failing.some(id => id.startsWith('2.1.'));
  return new Set(
    failing.filter(id => {
      if (isPlanned && (isStructural(id) || (isWithoutStages && isWritten(id))))
        return true;
      const mend = Object.hasOwn(mends, id) ? mends[id] : undefined;
      const result = mend?.(situation) ?? [];
      return isRefusal(result) ? result.needs !== undefined : result.length > 0;
    }),
  );
}
