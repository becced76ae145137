import { beyond } from './beyond';
import { KnownService } from './Baseline';

/**
 * Which services go by another name now: those that the baseline lacks, and that share at least half of what is wrong with one of it that is
 * gone.
 *
 * @returns the new name → the one in the baseline
 */
export function followRenames(
  newcomers: Map<string, KnownService>,
  gone: Map<string, KnownService>,
): Map<string, string> {
  const renames = new Map<string, string>();
  const left = new Map(gone);
  for (const [name, found] of newcomers) {
    const [best] = [...left]
      .map(([before, known]) => ({
        before,
        share: shareOf(faultsOf(name, found), faultsOf(before, known)),
      }))
      .filter(({ share }) => share >= 0.5)
      .sort((a, b) => b.share - a.share);
    if (!best) continue;
    renames.set(name, best.before);
    left.delete(best.before);
  }
  return renames;
}

/** A text without the name of its service: `services/billing_service/` and `BILLING_HTTP_PORT` read alike under another name. */
export function withoutName(text: string, service: string): string {
  const name = service.toLowerCase();
  const stem = name.replace(/[-_]service$/, '');
  return [name, name.replaceAll('_', '-'), stem].reduce(
    (result, word) =>
      word.length < 3 ? result : result.replaceAll(word, '<name>'),
    text.toLowerCase(),
  );
}

function faultsOf(
  service: string,
  { failing, undecided, unreadable }: KnownService,
): string[] {
  return [
    ...[...failing].flatMap(([clause, places]) =>
      places.map(text => `${clause} ${withoutName(text, service)}`),
    ),
    ...unreadable.map(file => withoutName(file, service)),
    ...(undecided ? ['undecided'] : []),
  ];
}

function shareOf(a: string[], b: string[]): number {
  const common = a.length - beyond(a, b, fault => fault).length;
  return common / Math.max(a.length, b.length, 1);
}
