import fc from 'fast-check';
import { Verdict } from '@huleedu/rule-087';
import { readDockerfile, stepsOf } from '@huleedu/rule-087/model';
import { fixTexts, judgeTexts } from './testing/fix';
import { conformingService, ServiceTexts } from './testing/service';

const texts = conformingService as { [name in keyof ServiceTexts]: string };

type Change = (lines: string[]) => string[];
const place = fc.nat({ max: 1000 });
const at = (lines: string[], index: number) => index % lines.length;

/** What authors write besides, wherever it may stand. */
const addition = fc.constantFrom(
  '# Somebody had a reason for this',
  'ENV FEATURE=on',
  'ENV PORT=8080',
  'LABEL team="identity"',
  'RUN mkdir -p /var/data',
  'RUN apt-get install vim',
  'RUN apt-get update && apt-get install -y git && pip install pdm',
  'COPY scripts/wait.sh /usr/local/bin/wait.sh',
  'USER root',
  'EXPOSE 9000',
  'WORKDIR /srv',
  'RUN pip install gunicorn',
  'HEALTHCHECK CMD curl localhost',
);
const replacement = fc.constantFrom<[RegExp, string]>(
  [/--no-install-recommends/, ''],
  [/--no-cache-dir /, ''],
  [/--prod/, '--dev'],
  [/appuser/, 'someone'],
  [/7005/, '7050'],
  [/9097/, '9000'],
  [/python:3.11-slim/, 'python:3.12'],
  [/AS base/, 'AS common'],
  [/FROM base/, 'FROM python:3.11'],
  [/AS development/, 'AS dev'],
  [/-r -g/, '-g'],
  [/IDENTITY_/, 'OTHER_'],
  [/\["pdm", "run", "start"\]/, 'pdm run start'],
  [/\/app/, '/code'],
  [/:ro/, ''],
);
const change: fc.Arbitrary<Change> = fc.oneof(
  place.map(
    (index): Change =>
      lines =>
        lines.toSpliced(at(lines, index), 1),
  ),
  fc.tuple(place, place).map(
    ([from, to]): Change =>
      lines => {
        const [line] = lines.slice(at(lines, from));
        return lines
          .toSpliced(at(lines, from), 1)
          .toSpliced(at(lines, to), 0, line);
      },
  ),
  fc.tuple(place, addition).map(
    ([index, line]): Change =>
      lines =>
        lines.toSpliced(at(lines, index), 0, line),
  ),
  fc.tuple(place, replacement).map(
    ([index, [pattern, text]]): Change =>
      lines => {
        const start = at(lines, index);
        const found = lines.findIndex(
          (line, position) => position >= start && pattern.test(line),
        );
        return found === -1
          ? lines
          : lines.with(found, lines[found].replace(pattern, text));
      },
  ),
);
const changed = (name: keyof ServiceTexts, most: number) =>
  fc
    .array(change, { maxLength: most })
    .map(changes =>
      changes
        .reduce((lines, apply) => apply(lines), texts[name].split('\n'))
        .join('\n'),
    );
/** Whole services: what is wrong in one file may need another one. */
const mutated = fc.record({
  dockerfile: changed('dockerfile', 4),
  base: changed('base', 2),
  overlay: changed('overlay', 1),
  pyproject: changed('pyproject', 2),
});

const holds = (verdict: Verdict) => verdict === 'pass' || verdict === 'waived';

/** What must be there afterwards too, told in another way than the fixing itself does. */
function authored(dockerfile: string) {
  const { stages, comments } = readDockerfile('Dockerfile', dockerfile);
  const steps = stepsOf(stages);
  return {
    comments: comments.map(({ text }) => text.trim()),
    variables: steps
      .filter(({ instruction }) => instruction.keyword === 'ENV')
      .flatMap(({ instruction }) =>
        [...instruction.body.text.matchAll(/(?:^|\s)(\w+)=/g)].map(
          ([, name]) => name,
        ),
      ),
    labels: steps
      .filter(({ instruction }) => instruction.keyword === 'LABEL')
      .map(({ instruction }) => instruction.body.text),
    words: [
      'vim',
      'git',
      'gunicorn',
      'mkdir',
      'curl',
      '/usr/local/bin/wait.sh',
    ].filter(word =>
      steps.some(
        ({ instruction }) =>
          ['RUN', 'COPY'].includes(instruction.keyword) &&
          instruction.body.text.includes(word),
      ),
    ),
  };
}

it('fixes to a point at which nothing changes, breaks nothing, and loses nothing', () => {
  fc.assert(
    fc.property(mutated, fc.boolean(), (broken, isPortGiven) => {
      const before = judgeTexts(broken);
      const options = {
        ports: isPortGiven ? { http: 7011, database: 5450 } : {},
      };
      const fix = fixTexts(broken, options);
      expect(judgeTexts(fix.texts)).toEqual(fix.report);

      const again = fixTexts(fix.texts, options);
      expect(again.files).toEqual([]);
      expect(again.remaining.map(({ id }) => id)).toEqual(
        fix.remaining.map(({ id }) => id),
      );

      const broke = fix.report.clauses.filter(
        ({ verdict }, index) =>
          (verdict === 'fail' && before.clauses[index].verdict !== 'fail') ||
          (verdict === 'unknown' && holds(before.clauses[index].verdict)),
      );
      expect(broke).toEqual([]);
      expect(fix.report.notices.length).toBeLessThanOrEqual(
        before.notices.length,
      );

      const wanted = authored({ ...texts, ...broken }.dockerfile);
      const got = authored(fix.texts.dockerfile);
      for (const key of Object.keys(wanted) as Array<keyof typeof wanted>)
        expect(got[key]).toEqual(expect.arrayContaining(wanted[key]));
    }),
    { numRuns: 120, seed: 87 },
  );
}, 60_000);
