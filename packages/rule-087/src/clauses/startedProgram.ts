/** The script that a shell is given behind `-c`; undefined where the process is no shell, or reads a file. */
export function shellScript([program, ...rest]: string[]): string | undefined {
  const name = nameOf(program ?? '');
  if (!isShell(name) && name !== 'su') return undefined;
  const flag = rest.findIndex(argument => /^-[a-z]*c$/.test(argument));
  return flag === -1 ? undefined : rest[flag + 1] ?? '';
}

export function nameOf(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

export function isShell(program: string | undefined): boolean {
  return /^(ba|da|a|z)?sh$/.test(nameOf(program ?? ''));
}
