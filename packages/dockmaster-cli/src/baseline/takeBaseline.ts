import { Report, Sources } from '@huleedu/rule-087';
import { unreadableFilesOf } from '../outcome/unreadable';
import { Baseline, KnownService } from './Baseline';
import { placeTextsIn } from './placeText';

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

/** The texts of a clause's places are in the order of its evidence. */
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
        .map(({ id, evidence }) => [id, evidence.map(textOf)]),
    ),
    undecided: clauses.some(
      ({ severity, verdict }) => severity === 'must' && verdict === 'unknown',
    ),
    unreadable: [...new Set(unreadableFilesOf(report).map(({ file }) => file))],
  };
}
