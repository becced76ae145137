import { PortImportRow } from '@huleedu/plugin-dockmaster-common';

type Outcome = PortImportRow['outcome'];

/** What becomes of a service, in a word and a sign; before it is done and after. */
export const OUTCOMES: Record<
  Outcome,
  { sign: string; words: string; isWritten: boolean; tone: string }
> = {
  assigned: {
    sign: '✓',
    words: 'Assigned',
    isWritten: true,
    tone: 'positive',
  },
  legacy: {
    sign: '✓',
    words: 'Kept as it is',
    isWritten: true,
    tone: 'warning',
  },
  conflict: {
    sign: '✕',
    words: 'Conflict',
    isWritten: false,
    tone: 'negative',
  },
  blocked: {
    sign: '✕',
    words: 'Blocked',
    isWritten: false,
    tone: 'negative',
  },
  unchanged: {
    sign: '=',
    words: 'Unchanged',
    isWritten: false,
    tone: 'neutral',
  },
  'not-applicable': {
    sign: '–',
    words: 'Not applicable',
    isWritten: false,
    tone: 'neutral',
  },
};

const ORDER = Object.keys(OUTCOMES);

/** What is written first, then what needs a person, then the rest. */
export function inOrder(rows: PortImportRow[]): PortImportRow[] {
  return [...rows].sort(
    (a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome),
  );
}

/** How many services are, or would be, registered. */
export function countWritten(rows: PortImportRow[]): number {
  return rows.filter(({ outcome }) => OUTCOMES[outcome].isWritten).length;
}

export function services(count: number): string {
  return count === 1 ? '1 service' : `${count} services`;
}
