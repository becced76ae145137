const UNITS: Array<[unit: Intl.RelativeTimeFormatUnit, seconds: number]> = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const format = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** `just now`, `2 minutes ago`, `3 days ago`; a clock that is behind makes nothing lie in the future. */
export function timeAgo(date: Date, now: Date): string {
  const seconds = (now.getTime() - date.getTime()) / 1000;
  const unit = UNITS.find(([, size]) => seconds >= size);
  return unit
    ? format.format(-Math.floor(seconds / unit[1]), unit[0])
    : 'just now';
}
