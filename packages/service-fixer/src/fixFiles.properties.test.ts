import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { rule087, Verdict } from '@huleedu/rule-087';
import { buildServiceModel, ComposeService } from '@huleedu/rule-087/model';
import { fixTexts, sourcesOf, judgeTexts } from './testing/fix';
import { anyCompose } from './__testUtils__/anyCompose';
import { anyPyproject } from './__testUtils__/anyPyproject';
import { conformingService, ServiceTexts } from './testing/service';

const holds = (verdict: Verdict) => verdict === 'pass' || verdict === 'waived';

type Texts = { [name in keyof ServiceTexts]: string };

/** What the author wrote: words that only he can have written, as often as he did. */
const authored = (text: string) => text.match(/\bauthored[\w.-]*/gi) ?? [];

/** All that YAML files say of other services; undefined where they are no YAML. */
function othersIn(text: string): unknown {
  const documents = [
    parseAllDocuments(text, { merge: true, logLevel: 'silent' }),
  ].flat();
  if (documents.some(({ errors }) => errors.length > 0)) return undefined;
  try {
    return documents.map(document => {
      const all = document.toJS() as Record<string, unknown> | null;
      const { services, ...rest } = all ?? {};
      const { identity_service: own, ...others } = (services ?? {}) as Record<
        string,
        Record<string, unknown> | null
      >;
      const {
        build,
        environment,
        ports,
        volumes,
        healthcheck,
        expose,
        ...kept
      } = own ?? {};
      const shared = Object.fromEntries(
        Object.entries(rest).filter(([key]) => !key.startsWith('x-')),
      );
      const database = others.identity_db && {
        ...others.identity_db,
        ports: 0,
      };
      return { shared, others: { ...others, identity_db: database }, kept };
    });
  } catch {
    return undefined;
  }
}

/** What comes of the compose files once they are merged, with all that services take over from one another. */
function mergedIn(files: Texts) {
  const declaration = { service: 'identity_service' };
  const { model } = buildServiceModel(sourcesOf(files), rule087, declaration);
  const { compose, composeService: own } = model;
  const services =
    compose.state === 'read' ? compose.model.services : new Map();
  return { own, services };
}

function changedServices(before: Texts, after: Texts): unknown[] {
  const [old, now] = [mergedIn(before), mergedIn(after)];
  const edited = [old.own?.name, 'identity_db'];
  const textOf = (service: unknown) =>
    JSON.stringify(service, (key, value) => {
      if (key === 'evidence' || key === 'places') return undefined;
      return value instanceof Map || value instanceof Set ? [...value] : value;
    });
  const changed = [...old.services].filter(
    ([name, service]) =>
      !edited.includes(name) &&
      textOf(service) !== textOf(now.services.get(name)),
  );
  const lost = [...authorBlocksOf(old.own)].filter(
    item => !authorBlocksOf(now.own).has(item),
  );
  return [
    ...changed.map(([name]) => ['another service changed', name]),
    ...lost.map(item => ['the service lost', item]),
  ];
}

function authorBlocksOf(own: ComposeService | undefined): Set<string> {
  if (!own) return new Set();
  return new Set([
    own.name,
    ...[...own.environment].map(([name, { value }]) =>
      name.endsWith('_PORT') ? name : `${name}=${JSON.stringify(value)}`,
    ),
    ...own.mounts.map(({ target }) => target),
    ...own.ports.map((_, index) => `port ${index}`),
  ]);
}

function lineEndsOf(text: string): string[] {
  return [...new Set(text.match(/\r?\n/g))];
}

/** What is wrong with how some files are fixed; nothing at all, or the property does not hold. */
function faultsOf(
  before: Texts,
  options: Parameters<typeof fixTexts>[1],
): unknown[] {
  const report = judgeTexts(before);
  const fix = fixTexts(before, options);
  const after = fix.texts as Texts;
  const broken = fix.report.clauses.filter(
    ({ verdict }, index) =>
      (verdict === 'fail' && report.clauses[index].verdict !== 'fail') ||
      (verdict === 'unknown' && holds(report.clauses[index].verdict)),
  );
  const names = Object.keys(before) as Array<keyof Texts>;
  return [
    ...(isSame(judgeTexts(after), fix.report) ? [] : ['another report']),
    ...fixTexts(after, options).files.map(file => ['fixed again', file]),
    ...broken.map(clause => ['broken', clause]),
    ...(fix.report.notices.length > report.notices.length
      ? [['cannot be read', fix.report.notices]]
      : []),
    ...names.flatMap(name => faultsIn(before[name], after[name])),
    ...changedServices(before, after),
    // Damage may leave the folder to another service.
    ...(mergedIn(before).own?.name === 'identity_service'
      ? (['base', 'overlay'] as const).flatMap(name =>
          changedOthers(before[name], after[name]),
        )
      : []),
  ];
}

function faultsIn(old: string, now: string): unknown[] {
  const kept = authored(now);
  const lost = [...new Set(authored(old))].filter(
    word =>
      kept.filter(other => other === word).length <
      authored(old).filter(other => other === word).length,
  );
  const isUniform = lineEndsOf(old).length === 1;
  return [
    ...lost.map(word => ['lost', word, now]),
    ...(isUniform && !isSame(lineEndsOf(now), lineEndsOf(old))
      ? [['other line ends', now]]
      : []),
    ...(now.startsWith('\uFEFF') !== old.startsWith('\uFEFF')
      ? [['another beginning', now]]
      : []),
  ];
}

function changedOthers(old: string, now: string): unknown[] {
  const others = othersIn(old);
  return others === undefined || isSame(othersIn(now), others)
    ? []
    : [['others changed', others, othersIn(now)]];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const texts = conformingService as Texts;
const ports = fc.constantFrom({}, { http: 7011, database: 5450 });
const runs = (numRuns: number) => ({
  numRuns,
  interruptAfterTimeLimit: 8_000,
});

const dockerfile = fc.constantFrom(
  texts.dockerfile,
  texts.dockerfile.replace('=7005', '=8080').replace('=9097', '=9200'),
  texts.dockerfile.replace('=9097', '=9098'),
);

it('fixes compose files however they are written, and leaves all else in them as it is', () => {
  fc.assert(
    fc.property(anyCompose, dockerfile, ports, (compose, text, given) =>
      expect(
        faultsOf({ ...texts, ...compose, dockerfile: text }, { ports: given }),
      ).toEqual([]),
    ),
    runs(150),
  );
}, 60_000);

it('fixes pyproject.toml however it is written, and leaves all else in it as it is', () => {
  fc.assert(
    fc.property(anyPyproject, dockerfile, (pyproject, text) =>
      expect(faultsOf({ ...texts, pyproject, dockerfile: text }, {})).toEqual(
        [],
      ),
    ),
    runs(150),
  );
}, 60_000);

const place = fc.nat({ max: 2000 });
/** Lines that go, come twice or change places, and texts that come from anywhere. */
const damage = fc.oneof(
  place.map(at => (text: string) => {
    const lines = text.split('\n');
    return lines.toSpliced(at % lines.length, 1).join('\n');
  }),
  fc.tuple(place, place).map(([from, to]) => (text: string) => {
    const lines = text.split('\n');
    const line = lines[from % lines.length];
    return lines.toSpliced(to % lines.length, 0, line).join('\n');
  }),
  fc
    .tuple(
      place,
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.constantFrom(
          '\r',
          '\t',
          ': ',
          '- ',
          '{',
          '}',
          '[',
          ']',
          '"',
          "'",
          '#',
          '&a ',
          '*a ',
          '!x ',
          '|\n',
          '>-\n',
          '<<: ',
          '\0',
          '\u2028',
          '7005',
          '${',
          '---\n',
          '...\n',
          '? ',
          '%YAML 1.1\n',
          '\\',
          '"""',
          '[[tool.pdm.scripts]]\n',
          'tool.pdm = 1\n',
          '\uFFFD',
        ),
      ),
    )
    .map(([at, ownBlock]) => (text: string) => {
      const index = at % (text.length + 1);
      return text.slice(0, index) + ownBlock + text.slice(index);
    }),
);
const damaged = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(text, fc.array(damage, { minLength: 1, maxLength: 4 }))
    .map(([whole, changes]) =>
      changes.reduce((changed, apply) => apply(changed), whole),
    );

it('never throws nor loses anything, whatever stands in the files', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        damaged(anyCompose.map(compose => compose.base)).map(base => ({
          base,
        })),
        damaged(fc.constant(texts.overlay)).map(overlay => ({ overlay })),
        damaged(anyPyproject).map(pyproject => ({ pyproject })),
        damaged(fc.constant(texts.dockerfile)).map(text => ({
          dockerfile: text,
        })),
      ),
      ports,
      (broken, given) =>
        expect(faultsOf({ ...texts, ...broken }, { ports: given })).toEqual([]),
    ),
    runs(150),
  );
}, 60_000);
