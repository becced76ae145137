import { Span } from '../source/SourceText';
import { Stage } from '../dockerfile/DockerfileModel';
import { Evidence } from '../source/Evidence';
import { ServiceModel } from '../model/ServiceModel';
import { Decision } from './Clause';

type Where = Span | Span[] | undefined;

/** Builds decisions whose evidence lies in the service's Dockerfile. */
export function decisionsFor(model: ServiceModel) {
  const { lines } = model.dockerfile;
  const evidence = (where: Where) => {
    if (where === undefined) return [];
    return Array.isArray(where)
      ? where.map(span => lines.evidence(span))
      : [lines.evidence(where)];
  };
  const decide =
    (verdict: Decision['verdict']) =>
    (message: string, where?: Where): Decision => ({
      verdict,
      message,
      evidence: evidence(where),
    });
  return {
    pass: decide('pass'),
    fail: decide('fail'),
    unknown: decide('unknown'),
    notApplicable: decide('not-applicable'),
  };
}

/** The first line of an instruction's range: where something belongs that the stage lacks. */
export function placeIn(stage: Stage): Span {
  return stage.from;
}

/** What stages are called in messages. */
export function stageLabel(stage: Stage): string {
  return stage.name ?? `Stage ${stage.index}`;
}

const WORST_FIRST: Decision['verdict'][] = [
  'fail',
  'unknown',
  'pass',
  'not-applicable',
];

/** Judges each stage and reports the worst: a failure, then what is unknown, then the first that holds. */
export function worstOf(decisions: Decision[]): Decision {
  if (decisions.length === 1) return decisions[0];
  const verdict = WORST_FIRST.find(candidate =>
    decisions.some(decision => decision.verdict === candidate),
  );
  const found = decisions.filter(decision => decision.verdict === verdict);
  if (found.length === 0) {
    throw new Error('There must be a decision to choose from');
  }
  return {
    ...found[0],
    evidence: unique(found.flatMap(({ evidence }) => evidence)),
  };
}

function unique(items: Evidence[]): Evidence[] {
  if (items.length < 2) return items;
  const seen = new Map<number, Evidence[]>();
  return items.filter(item => {
    const others = seen.get(item.startLine) ?? [];
    if (others.length === 0) seen.set(item.startLine, others);
    if (others.some(other => isSame(item, other))) return false;
    others.push(item);
    return true;
  });
}

function isSame(a: Evidence, b: Evidence): boolean {
  return (
    a.startColumn === b.startColumn &&
    a.endLine === b.endLine &&
    a.endColumn === b.endColumn &&
    a.file === b.file
  );
}
