import { FixedClause } from '../baseline/compareWithBaseline';

/** `billing_service (5.1.cmd, 10.2.exec-form), essay_service (8.1.unique)` */
export function fixedText(fixed: FixedClause[]): string {
  const byService = new Map<string, string[]>();
  for (const { service, id } of fixed)
    byService.set(service, [...(byService.get(service) ?? []), id]);
  return [...byService]
    .map(([service, ids]) => `${service} (${ids.join(', ')})`)
    .join(', ');
}
