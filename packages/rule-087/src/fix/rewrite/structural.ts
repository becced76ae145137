const STRUCTURAL = new Set([
  '2.1.base',
  '2.1.development',
  '2.1.production',
  '2.2.pdm-nocache',
  '2.2.workdir-app',
  '3.1.meta-first',
  '3.1.lib-src',
  '3.1.install-before-code',
  '4.1.copy-code',
  '5.1.copy-code',
  '9.1.system-before-code',
  '9.1.libs-before-service',
  '9.1.code-last',
]);

/** Whether a clause is about stages or their order, which one rewrite mends as a whole. */
export function isStructural(id: string): boolean {
  return STRUCTURAL.has(id);
}
