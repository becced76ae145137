import { ServiceFix } from '@huleedu/plugin-dockmaster-common';
import { Tone } from '../../shared/Headline';

const AFTERWARDS = {
  true: { tone: 'positive', sign: '✓', title: 'Conforms afterwards' },
  false: { tone: 'negative', sign: '✕', title: 'Does not conform yet' },
  null: { tone: 'warning', sign: '?', title: 'Undecided afterwards' },
} as const;

/** What comes of a fix, in words. */
export function outcomeOf(fix: ServiceFix): {
  tone: Tone;
  sign: string;
  title: string;
  words?: string;
} {
  const { files, fixed, remaining, score } = fix;
  if (files.length > 0) {
    return {
      ...AFTERWARDS[`${fix.conforms}`],
      words: [
        `Fixes ${counted(fixed.length, 'clause')} in ${counted(
          files.length,
          'file',
        )}`,
        score !== null && `the score becomes ${score} of 100`,
      ]
        .filter(Boolean)
        .join('; ')
        .concat('.'),
    };
  }
  if (remaining.length > 0) {
    return {
      tone: 'warning',
      sign: '?',
      title: 'No automatic fix',
      words: `${counted(remaining.length, 'clause')} ${
        remaining.length === 1 ? 'needs' : 'need'
      } somebody to decide.`,
    };
  }
  return { tone: 'neutral', sign: '–', title: 'Nothing to fix' };
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
