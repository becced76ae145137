import { AuthorBlocks, AuthorBlock } from './AuthorBlocks';
import { isBefore, Target } from './slots';

/** What development and production have alike, and need before the service's code, is in the base from now on. */
export function shareWhatIsAlike(authorBlocks: AuthorBlocks) {
  const { ownBlocks } = authorBlocks;
  const isOf = ({ targets }: AuthorBlock, target: Target) =>
    targets.length === 1 && targets[0] === target;
  authorBlocks.ownBlocks = ownBlocks.flatMap(ownBlock => {
    const isEarly = !isBefore('install', ownBlock.slot);
    const hasTwin = (target: Target) =>
      ownBlocks.some(
        other =>
          isOf(other, target) &&
          other.slot === ownBlock.slot &&
          textOf(other) === textOf(ownBlock),
      );
    if (isEarly && isOf(ownBlock, 'production') && hasTwin('development'))
      return [];
    return isEarly && isOf(ownBlock, 'development') && hasTwin('production')
      ? [{ ...ownBlock, targets: ['base' as const] }]
      : [ownBlock];
  });
}

/**
 * System packages and PDM move up in a file that installs them late. What these commands read moves up with them: variables, and what says where
 * packages come from.
 */
export function raiseWhatIsRead({ ownBlocks }: AuthorBlocks) {
  for (const [index, ownBlock] of ownBlocks.entries()) {
    const isLater = (other: AuthorBlock) => isBefore(other.slot, ownBlock.slot);
    const readers = ownBlocks.slice(index + 1).filter(isLater);
    const isRead = ownBlock.sets?.some(name =>
      readers.some(reader => reads(reader, name)),
    );
    const isSource =
      /\/etc\/apt|\/keyrings|apt-key|debconf/.test(textOf(ownBlock)) &&
      readers.some(({ slot }) => slot === 'system');
    if (isRead) ownBlock.slot = 'environment';
    else if (isSource && ownBlock.slot !== 'code') ownBlock.slot = 'system';
  }
}

function reads(ownBlock: AuthorBlock, name: string): boolean {
  return textOf(ownBlock)
    .split('$')
    .slice(1)
    .some(text => text.replace(/^\{/, '').match(/^\w+/)?.[0] === name);
}

/** The lines without comments. */
function textOf({ lines }: AuthorBlock): string {
  return lines
    .filter(line => !line.trimStart().startsWith('#'))
    .join('\n')
    .trim();
}
