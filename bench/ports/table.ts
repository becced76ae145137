import { Outcome } from './calls';

const COLUMNS = {
  bursts: 7,
  calls: 8,
  reserved: 10,
  released: 10,
  exhausted: 11,
  'rolled back': 13,
  busy: 6,
  killed: 8,
  p50: 7,
  p99: 7,
  'calls/s': 9,
  '': 9,
};

export const HEAD = line('', Object.keys(COLUMNS));

/** How a series went, in a line; `ratio` is its speed against that of the first series. */
export function lineOf(
  name: string,
  bursts: number,
  outcomes: Outcome[],
  { speed, ratio }: { speed: number; ratio: number },
): string {
  const waits = outcomes
    .filter(({ result }) => result !== 'killed')
    .map(({ startedAt, endedAt }) => endedAt - startedAt)
    .sort((a, b) => a - b);
  const quantile = (q: number) => waits[Math.floor((waits.length - 1) * q)];
  const count = (result: Outcome['result'], code?: string) =>
    outcomes.filter(
      outcome =>
        outcome.result === result &&
        (outcome.result !== 'refused' || outcome.code === code),
    ).length;
  return line(name, [
    bursts,
    outcomes.length,
    count('reserved'),
    count('released'),
    count('refused', 'POOL_EXHAUSTED'),
    count('rolled back'),
    count('refused', 'REGISTRY_BUSY'),
    count('killed'),
    quantile(0.5),
    quantile(0.99),
    Math.round(speed),
    `${ratio.toFixed(2)} ×`,
  ]);
}

function line(name: string, cells: Array<string | number>): string {
  const widths = Object.values(COLUMNS);
  return `${name.padEnd(39)}${cells
    .map((cell, index) => String(cell).padStart(widths[index]))
    .join('')}`;
}
