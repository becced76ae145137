import { Belongings, Piece } from './Belongings';
import { isBefore, Target } from './slots';

/** What development and production have alike, and need before the service's code, is in the base from now on. */
export function shareWhatIsAlike(belongings: Belongings) {
  const { pieces } = belongings;
  const isOf = ({ targets }: Piece, target: Target) =>
    targets.length === 1 && targets[0] === target;
  belongings.pieces = pieces.flatMap(piece => {
    const isEarly = !isBefore('install', piece.slot);
    const hasTwin = (target: Target) =>
      pieces.some(
        other =>
          isOf(other, target) &&
          other.slot === piece.slot &&
          textOf(other) === textOf(piece),
      );
    if (isEarly && isOf(piece, 'production') && hasTwin('development'))
      return [];
    return isEarly && isOf(piece, 'development') && hasTwin('production')
      ? [{ ...piece, targets: ['base' as const] }]
      : [piece];
  });
}

/**
 * System packages and PDM move up in a file that installs them late. What these commands read moves up with them: variables, and what says where
 * packages come from.
 */
export function raiseWhatIsRead({ pieces }: Belongings) {
  for (const [index, piece] of pieces.entries()) {
    const isLater = (other: Piece) => isBefore(other.slot, piece.slot);
    const readers = pieces.slice(index + 1).filter(isLater);
    const isRead = piece.sets?.some(name =>
      readers.some(reader => reads(reader, name)),
    );
    const isSource =
      /\/etc\/apt|\/keyrings|apt-key|debconf/.test(textOf(piece)) &&
      readers.some(({ slot }) => slot === 'system');
    if (isRead) piece.slot = 'environment';
    else if (isSource && piece.slot !== 'code') piece.slot = 'system';
  }
}

function reads(piece: Piece, name: string): boolean {
  return textOf(piece)
    .split('$')
    .slice(1)
    .some(text => text.replace(/^\{/, '').match(/^\w+/)?.[0] === name);
}

/** The lines without comments. */
function textOf({ lines }: Piece): string {
  return lines
    .filter(line => !line.trimStart().startsWith('#'))
    .join('\n')
    .trim();
}
