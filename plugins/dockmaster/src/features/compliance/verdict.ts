import { ServiceCounts } from '@huleedu/plugin-dockmaster-common';
import { Tone } from '../../shared/Headline';

/** What a report's conformance is called, and how it looks. Undecided is never shown as conforming. */
export function verdictOf(
  conforms: boolean | null,
  { mustFail, mustUnknown }: ServiceCounts,
): { tone: Tone; sign: string; text: string } {
  if (conforms === true) {
    return { tone: 'positive', sign: '✓', text: 'Conforms' };
  }
  if (conforms === false) {
    return {
      tone: 'negative',
      sign: '✕',
      text: `Does not conform — ${
        mustFail === 1 ? '1 must fails' : `${mustFail} musts fail`
      }`,
    };
  }
  return {
    tone: 'warning',
    sign: '?',
    text: `Undecided — ${
      mustUnknown === 1
        ? '1 must cannot be decided'
        : `${mustUnknown} musts cannot be decided`
    }`,
  };
}
