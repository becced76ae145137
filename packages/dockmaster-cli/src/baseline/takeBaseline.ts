import { ClauseResult, Evidence, Report, Sources } from '@huleedu/rule-087';
import { Baseline, KnownService } from './Baseline';
import { placeTextsIn } from './locationText';
import { unreadableFilesOf } from './unreadableFiles';

/** A service's report, beside what it was judged by. */
export type JudgedService = { report: Report; sources: Sources };

/** What is wrong with services as they are now. */
export function takeBaseline(
  judged: JudgedService[],
  standard: Baseline['standard'],
): Baseline {
  return {
    standard,
    services: new Map(
      judged
        .map((service): [string, KnownService] => [
          service.report.service,
          whatIsWrongWith(service),
        ])
        .filter(
          ([, { failing, undecided, unreadable }]) =>
            failing.size > 0 || undecided || unreadable.length > 0,
        ),
    ),
  };
}

/**
 * Clauses of which a variable that is missing is shown with those that are set: how many stages set some of their own says nothing of how much
 * is missing.
 */
const OF_VARIABLES = [
  '2.2.core-env',
  '2.2.log-level-env',
  '2.2.http-port-env',
  '2.2.prom-port-env',
  '2.2.host-env',
  '6.2.quart-env',
  '6.2.fastapi-env',
];

/** The places of a failure that can be more or fewer. */
export function countedPlaces({ id, evidence }: ClauseResult): Evidence[] {
  return OF_VARIABLES.includes(id) ? evidence.slice(0, 1) : evidence;
}

/** The texts of a clause's places are in their order. */
export function whatIsWrongWith({
  report,
  sources,
}: JudgedService): KnownService {
  const textOf = placeTextsIn(sources);
  const { clauses } = report;
  return {
    failing: new Map(
      clauses
        .filter(({ verdict }) => verdict === 'fail')
        .map(clause => [clause.id, countedPlaces(clause).map(textOf)]),
    ),
    undecided: clauses.some(
      ({ severity, verdict }) => severity === 'must' && verdict === 'unknown',
    ),
    unreadable: [...new Set(unreadableFilesOf(report).map(({ file }) => file))],
  };
}
