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

/** Whether a clause is about stages or their order, which one rewrite fixes as a whole. */
export function isStructural(id: string): boolean {
  return STRUCTURAL.has(id);
}

/** Whether a Dockerfile without the rule's stages, which is written anew at once, then keeps a clause: those about what the new file says itself. */
export function isWritten(id: string): boolean {
  return (
    /^(2\.1|2\.2|3\.1|4\.1|5\.1|6\.2|7\.1|8\.2|9\.1)\./.test(id) ||
    id === '3.2.lock-fallback' ||
    id === '10.2.exec-form'
  );
}
