import fc from 'fast-check';
import { clauses } from './clauses';
import { conformingService, judgeTexts, ServiceTexts } from './testing/service';

const texts = conformingService as { [key in keyof ServiceTexts]: string };
const paths = {
  dockerfile: 'services/identity_service/Dockerfile.dev',
  pyproject: 'services/identity_service/pyproject.toml',
  base: 'docker-compose.yml',
  overlay: 'docker-compose.dev.yml',
};

const nasty = fc.constantFrom(
  ...'" \' ` $ ${ } { [ ] ( ) < <<EOF > | & && ; \\ # = : - , * & &a *a << ? ! % @ ~ . .. / 0 -1 99999 7005 \t'.split(
    ' ',
  ),
  '\n',
  '\r\n',
  '\\\n',
  '\n\n',
  ' ',
  '\u0000',
  '\ufeff',
  '\u2028',
  '😀',
  'FROM base AS base\n',
  'FROM 0\n',
  'COPY --from=development . .\n',
  'ENV IDENTITY_HTTP_PORT=$IDENTITY_HTTP_PORT\n',
  'ARG X\n',
  'USER $X\n',
  'ONBUILD RUN true\n',
  '# dockmaster ignore=2.2.image reason="x"\n',
  '"""\n',
  '[[tool.pdm]]\n',
  'include: docker-compose.yml\n',
  'extends: {service: identity_service}\n',
);

type Edit = (text: string) => string;
const place = fc.nat({ max: 10_000 });
const ofLines =
  (change: (lines: string[], at: number) => string[]) =>
  (at: number): Edit =>
  text => {
    const lines = text.split('\n');
    return change(lines, at % lines.length).join('\n');
  };
const edit: fc.Arbitrary<Edit> = fc.oneof(
  place.map(ofLines((lines, at) => lines.toSpliced(at, 1))),
  place.map(ofLines((lines, at) => lines.toSpliced(at, 0, lines[at]))),
  place.map(
    ofLines((lines, at) => [...lines.slice(at), ...lines.slice(0, at)]),
  ),
  place.map(ofLines((lines, at) => lines.with(at, ` ${lines[at]}`))),
  fc.tuple(place, nasty).map(
    ([at, token]): Edit =>
      text => {
        const offset = at % (text.length + 1);
        return text.slice(0, offset) + token + text.slice(offset);
      },
  ),
  fc.tuple(place, fc.constantFrom('&a ', '!!str ', '"', '#')).map(
    ([at, prefix]): Edit =>
      text => {
        const words = [...text.matchAll(/\S+/g)];
        const { index } = words[at % words.length] ?? { index: 0 };
        return text.slice(0, index) + prefix + text.slice(index);
      },
  ),
  fc.tuple(place, fc.nat({ max: 30 })).map(
    ([at, length]): Edit =>
      text => {
        const offset = at % (text.length + 1);
        return text.slice(0, offset) + text.slice(offset + length);
      },
  ),
);
/** Few edits leave a file that can be parsed, so that the clauses see it; many do not. */
const edits = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Edit[]>([]) },
  { weight: 3, arbitrary: edit.map(change => [change]) },
  { weight: 1, arbitrary: fc.array(edit, { minLength: 2, maxLength: 6 }) },
);
/** A service of which any file may be edited, and several at once. */
const mutated = fc
  .record({
    dockerfile: edits,
    pyproject: edits,
    base: edits,
    overlay: edits,
  })
  .map(editsOf => {
    const changed = { ...texts };
    for (const name of Object.keys(texts) as Array<keyof typeof texts>) {
      changed[name] = editsOf[name].reduce(
        (text, change) => change(text),
        texts[name],
      );
    }
    return changed;
  });

it('judges a whole service however its files are damaged, always alike, and points into them', () => {
  fc.assert(
    fc.property(mutated, changed => {
      const report = judgeTexts(changed);
      expect(judgeTexts(changed)).toEqual(report);
      expect(report.clauses.map(({ id }) => id)).toEqual(
        clauses.map(({ id }) => id),
      );
      const content = Object.fromEntries(
        Object.entries(paths).map(([key, path]) => [
          path,
          changed[key as keyof typeof texts].split(/\r\n|\n/),
        ]),
      );
      for (const { evidence } of [...report.clauses, ...report.notices]) {
        for (const { file, startLine, endLine, endColumn } of evidence) {
          const lines = content[file];
          expect(lines).toBeDefined();
          expect(startLine).toBeGreaterThanOrEqual(1);
          expect(endLine).toBeLessThanOrEqual(lines.length);
          expect(endColumn).toBeLessThanOrEqual(lines[endLine - 1].length + 2);
        }
      }
    }),
    { seed: 87, numRuns: 200 },
  );
});
