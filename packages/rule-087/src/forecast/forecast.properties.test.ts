import fc from 'fast-check';
import { folder, forecast } from '../testing/forecast';
import { ForecastChange, ForecastStep, ForecastTarget } from './Forecast';

const instruction = fc.constantFrom(
  'RUN apt-get install -y curl',
  'RUN true',
  'RUN --mount=type=cache,target=/c --mount=type=bind,source=libs,target=/l true',
  'RUN --mount=from=0,target=/m true',
  'WORKDIR /app',
  'WORKDIR /',
  'ENV A=1',
  'ARG UNKNOWN',
  'COPY . .',
  'COPY --from=0 /app /app',
  'COPY --from=one /app /app',
  'COPY $UNKNOWN /x',
  'COPY libs/*/src/ /libs/',
  'COPY libs/common_core/src /libs/',
  `COPY ${folder}/pyproject.toml ${folder}/pdm.lock* ./`,
  `COPY ${folder}/entrypoint.sh /`,
  `COPY --exclude=*.py ${folder}/ /app/`,
  `COPY ${folder}/ /app/`,
  `ONBUILD COPY ${folder}/ /app/`,
);
const stage = fc.record({
  image: fc.constantFrom('python:3.11-slim', 'one', '0', '${UNKNOWN}'),
  name: fc.constantFrom('one', 'development', 'production'),
  body: fc.array(instruction, { maxLength: 8 }),
});
const dockerfile = fc
  .array(stage, { minLength: 1, maxLength: 4 })
  .map(stages =>
    stages.flatMap(({ image, name, body }, at) => {
      // Two stages of a name could not be told apart.
      const isTaken = stages.slice(0, at).some(other => other.name === name);
      return [`FROM ${image}${isTaken ? '' : ` AS ${name}`}`, ...body];
    }),
  )
  .map(lines => ['ARG UNKNOWN', ...lines, ''].join('\n'));
const ignore = fc
  .constantFrom('', 'libs', '**/*.py', '*\n!services', '**/pdm.lock\n')
  .map(content => ({ '.dockerignore': content }));
const repository = fc.record({ dockerfile, ignore });

function changesOf({ changes }: ForecastTarget) {
  return Object.entries(changes).flatMap(([change, rebuilt]) =>
    rebuilt ? [{ change: change as ForecastChange, ...rebuilt }] : [],
  );
}

it('says of each step one thing, and of each change the share that is cached', async () => {
  await fc.assert(
    fc.asyncProperty(repository, async texts => {
      for (const target of (await forecast(texts)).targets) {
        const indexes = target.steps.map(({ index }) => index);
        expect(indexes).toEqual(indexes.map((_, at) => at + 1));
        for (const { rerun, maybe, cachedShare } of changesOf(target)) {
          const named = [...rerun, ...maybe];
          expect(new Set(named).size).toBe(named.length);
          expect(indexes).toEqual(expect.arrayContaining(named));
          const share = 1 - rerun.length / (indexes.length || 1);
          expect(Math.abs(cachedShare - share)).toBeLessThanOrEqual(0.005001);
        }
      }
    }),
    { seed: 87 },
  );
});

it('runs every step again that follows one in its stage', async () => {
  await fc.assert(
    fc.asyncProperty(repository, async texts => {
      for (const target of (await forecast(texts)).targets) {
        const pairs = target.steps
          .slice(1)
          .map((step, at) => [target.steps[at], step])
          .filter(([one, next]) => one.stage === next.stage);
        for (const { rerun, maybe } of changesOf(target)) {
          const rank = ({ index }: ForecastStep) =>
            [...maybe, ...rerun].includes(index)
              ? 1 + Number(rerun.includes(index))
              : 0;
          expect(pairs.filter(([one, next]) => rank(next) < rank(one))).toEqual(
            [],
          );
        }
      }
    }),
    { seed: 87 },
  );
});

it('thinks no other of the steps before, when a COPY of something else is added at the end', async () => {
  await fc.assert(
    fc.asyncProperty(repository, async texts => {
      const before = (await forecast(texts)).targets;
      const longer = `${texts.dockerfile}COPY docs/guide.md /guide.md\n`;
      const after = (await forecast({ ...texts, dockerfile: longer })).targets;
      expect(after).toHaveLength(before.length);
      before.forEach((target, at) => {
        // Of the target that has it, the COPY is the last step: it is the last stage’s.
        const { length } = target.steps;
        expect(after[at].steps.slice(0, length)).toEqual(target.steps);
        const earlier = (numbers: number[]) =>
          numbers.filter(index => index <= length);
        expect(
          changesOf(after[at]).map(({ change, rerun, maybe }) => ({
            change,
            rerun: earlier(rerun),
            maybe: earlier(maybe),
          })),
        ).toEqual(
          changesOf(target).map(({ change, rerun, maybe }) => ({
            change,
            rerun,
            maybe,
          })),
        );
      });
    }),
    { seed: 87 },
  );
});
