/** What the new file consists of, in the order in which it stands there. */
const SLOTS = [
  'from',
  'environment',
  'system',
  'pdm',
  'service-environment',
  'root-folder',
  'metadata',
  'service-folder',
  'lock',
  'libraries',
  'install',
  'user',
  'code',
  'switch-user',
  'runtime-folder',
  'expose',
  'extras',
  'command',
] as const;

/** A place in one of the new stages. */
export type Slot = (typeof SLOTS)[number];

export function isBefore(slot: Slot, other: Slot): boolean {
  return SLOTS.indexOf(slot) < SLOTS.indexOf(other);
}

export function laterOf(slot: Slot, other: Slot): Slot {
  return isBefore(slot, other) ? other : slot;
}

/** A stage of the new file. */
export type Target = 'base' | 'development' | 'production';
