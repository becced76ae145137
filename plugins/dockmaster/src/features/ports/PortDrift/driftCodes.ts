import { PortDrift } from '@huleedu/plugin-dockmaster-common';

export type DriftCode = PortDrift['code'];

/** How a difference is called, and how grave it is: said by sign and word, not by colour alone. */
export const DRIFT_CODES: Record<
  DriftCode,
  { words: string; sign: string; tone: string }
> = {
  CONFLICT: { words: 'Conflict', sign: '✕', tone: 'negative' },
  MISMATCH: { words: 'Other number', sign: '✕', tone: 'negative' },
  OFFSET_DRIFT: { words: 'Wrong Prometheus port', sign: '✕', tone: 'negative' },
  UNREGISTERED: { words: 'Not registered', sign: '!', tone: 'warning' },
  OUT_OF_POOL: { words: 'Out of pool', sign: '!', tone: 'warning' },
  UNRESOLVED: { words: 'Unresolved', sign: '?', tone: 'warning' },
  NOT_SEEN: { words: 'Not seen', sign: 'i', tone: 'neutral' },
  LITERAL: { words: 'Literal', sign: 'i', tone: 'neutral' },
};

export const DRIFT_CODE_ORDER = Object.keys(DRIFT_CODES) as DriftCode[];
