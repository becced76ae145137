const UNITS: Array<[unit: string, milliseconds: number]> = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long it is until an instant: `2 days left`, `1 hour left`, `over`. Rounded down, so that it promises nothing. */
export function timeLeft(until: string, now: Date): string {
  const left = Date.parse(until) - now.getTime();
  if (left <= 0) return 'over';
  const unit = UNITS.find(([, size]) => left >= size);
  if (!unit) return 'less than a minute left';
  const [name, size] = unit;
  const count = Math.floor(left / size);
  return `${count} ${name}${count === 1 ? '' : 's'} left`;
}
