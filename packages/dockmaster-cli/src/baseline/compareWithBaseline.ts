import { Evidence, Report } from '@huleedu/rule-087';
import { Baseline, KnownService } from './Baseline';
import { beyond } from './beyond';
import { followRenames, withoutName } from './renames';
import { countedPlaces, JudgedService, whatIsWrongWith } from './takeBaseline';

/** What is wrong with a service that the baseline does not know. */
export type ServiceChange = {
  /** The clauses that fail where they did not: with the places that are new. */
  newPlaces: Map<string, Evidence[]>;
  newlyUnreadable: string[];
  /** Whether a must cannot be decided that could, for another reason than that a file cannot be read. */
  newlyUndecided: boolean;
};

/** A clause that fails at fewer places than the baseline says. */
export type FixedClause = { service: string; id: string; places: number };

/** Services as they are now, beside what a baseline says of them. */
export type Comparison = {
  /** By the service's name. */
  changes: Map<string, ServiceChange>;
  /** What of the baseline is out of date. */
  fixed: FixedClause[];
  renamed: Array<{ from: string; to: string }>;
};

const NOTHING: KnownService = {
  failing: new Map(),
  undecided: false,
  unreadable: [],
};

/**
 * What is new since a baseline was written, and what of it has been fixed.
 *
 * @notes
 * A failure is new where its clause did not fail for that service before, or fails at more places now; the places whose text the baseline
 * does not have are then the new ones. So an edit of a line that fails, as it did before, is none.
 *
 * @param isThere - whether a service that was not judged is still part of the fleet
 */
export function compareWithBaseline(
  judged: JudgedService[],
  baseline: Baseline,
  isThere: (service: string) => boolean,
): Comparison {
  const reports = new Map(judged.map(({ report }) => [report.service, report]));
  const now = new Map(
    judged.map(service => [service.report.service, whatIsWrongWith(service)]),
  );
  const then = baseline.services;
  const gone = entries(then, name => !now.has(name) && !isThere(name));
  const renames = followRenames(
    entries(now, name => !then.has(name)),
    gone,
  );
  const changes = new Map<string, ServiceChange>();
  const fixed: FixedClause[] = [];
  for (const [name, found] of now) {
    const nameThen = renames.get(name) ?? name;
    const known = then.get(nameThen) ?? NOTHING;
    gone.delete(nameThen);
    changes.set(
      name,
      changeOf(
        { name, report: reports.get(name)!, ...found },
        { name: nameThen, ...known },
      ),
    );
    fixed.push(...fixedIn(reports.get(name)!, known));
  }
  for (const [service, { failing }] of gone) {
    for (const [id, places] of failing)
      fixed.push({ service, id, places: places.length });
  }
  return {
    changes,
    fixed,
    renamed: [...renames].map(([to, from]) => ({ from, to })),
  };
}

function changeOf(
  now: { name: string; report: Report } & KnownService,
  then: { name: string } & KnownService,
): ServiceChange {
  const newPlaces = new Map<string, Evidence[]>();
  for (const clause of now.report.clauses) {
    const { id, verdict, evidence } = clause;
    if (verdict !== 'fail') continue;
    const known = then.failing.get(id);
    const texts = now.failing.get(id)!;
    if (!known) newPlaces.set(id, evidence);
    else if (texts.length > known.length) {
      newPlaces.set(
        id,
        beyond(
          countedPlaces(clause),
          known.map(text => withoutName(text, then.name)),
          (_, index) => withoutName(texts[index], now.name),
        ),
      );
    }
  }
  const newlyUnreadable = beyond(
    now.unreadable,
    then.unreadable.map(file => withoutName(file, then.name)),
    file => withoutName(file, now.name),
  );
  return {
    newPlaces,
    newlyUnreadable,
    newlyUndecided:
      now.undecided && !then.undecided && newlyUnreadable.length === 0,
  };
}

/** A clause that cannot be decided now may fail still. */
function fixedIn(
  { service, clauses }: Report,
  known: KnownService,
): FixedClause[] {
  return [...known.failing].flatMap(([id, places]) => {
    const found = clauses.find(clause => clause.id === id);
    if (found?.verdict === 'unknown') return [];
    const left = found?.verdict === 'fail' ? countedPlaces(found).length : 0;
    return left < places.length
      ? [{ service, id, places: places.length - left }]
      : [];
  });
}

function entries(
  services: Map<string, KnownService>,
  isWanted: (name: string) => boolean,
): Map<string, KnownService> {
  return new Map([...services].filter(([name]) => isWanted(name)));
}
