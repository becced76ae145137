import { Declaration, Report, Sources, Standard } from '@huleedu/rule-087';
import { buildServiceModel, ServiceModel } from '@huleedu/rule-087/model';
import { isRefusal } from './ClauseFix';
import { fixes } from './fixes';
import { planRewrite } from './rewrite/rewriteDockerfile';
import { isStructural, isWritten } from './rewrite/structural';
import { withRuleName } from './ruleName';
import { fixContextIn } from './fixContext';

/**
 * The ids of the clauses that fail, or would without a suppression, and that a fix exists for, if need be once a port is given.
 *
 * @notes
 * Pure, and never throws: where the fixer fails, nothing is fixable, and the verdicts stay.
 *
 * @public
 */
export function fixableClauses(
  report: Report,
  sources: Sources,
  standard: Standard,
  declaration: Declaration,
): Set<string> {
  const failing = report.clauses.flatMap(({ id, verdict, waiver }) =>
    (waiver?.verdict ?? verdict) === 'fail' ? [id] : [],
  );
  if (failing.length === 0) return new Set();
  try {
    const { model } = buildServiceModel(sources, standard, declaration);
    return fixableAmong(failing, model, sources, standard);
  } catch {
    return new Set();
  }
}

/** The report with what is fixable marked, as people and programs see it. @public */
export function withFixable(
  report: Report,
  sources: Sources,
  standard: Standard,
  declaration: Declaration,
): Report {
  const fixable = fixableClauses(report, sources, standard, declaration);
  return {
    ...report,
    clauses: report.clauses.map(clause => ({
      ...clause,
      fixable: fixable.has(clause.id),
    })),
  };
}

/**
 * Says of the clauses that fail which of them something fixes, if need be once a port is given.
 *
 * @param failing - the ids of all that fail
 */
function fixableAmong(
  failing: string[],
  model: ServiceModel,
  sources: Sources,
  standard: Standard,
): Set<string> {
  const named = withRuleName(sources, model) ?? sources;
  const fixContext =
    failing.length > 0 ? fixContextIn(model, named, standard, {}) : undefined;
  if (!fixContext) return new Set();
  const plan = failing.some(isStructural) ? planRewrite(fixContext) : undefined;
  const isPlanned =
    plan !== undefined && (!('reason' in plan) || plan.needs !== undefined);
  const isWithoutStages = failing.some(id => id.startsWith('2.1.'));
  return new Set(
    failing.filter(id => {
      if (isPlanned && (isStructural(id) || (isWithoutStages && isWritten(id))))
        return true;
      const fix = Object.hasOwn(fixes, id) ? fixes[id] : undefined;
      const result = fix?.(fixContext) ?? [];
      return isRefusal(result) ? result.needs !== undefined : result.length > 0;
    }),
  );
}
