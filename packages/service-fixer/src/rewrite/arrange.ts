import { Standard } from '@huleedu/rule-087';
import { AuthorBlocks, Installation, AuthorBlock, Note } from './AuthorBlocks';
import { Block, Skeleton } from './skeleton';
import { isBefore, Slot } from './slots';

/** What of the new file's own is left out, since the author has that. */
export type Leftout = (block: Block) => boolean;

/** Puts what is the author's into a new file: each thing where its kind stands. */
export function arrange(
  skeleton: Skeleton,
  authorBlocks: AuthorBlocks,
  isLeftOut: Leftout,
  standard: Standard,
): string {
  const { base, development, production } = skeleton;
  const stages: Skeleton = {
    base: base.filter(block => !isLeftOut(block)),
    development,
    production,
  };
  installAs(stages.base, authorBlocks.production);
  editBlocks(stages.base, 'lock', line =>
    line.replace(/^RUN /, text =>
      [text, ...authorBlocks.production.flags.map(flag => `${flag} `)].join(''),
    ),
  );
  installAs(development, {
    flags: allOf('flags', authorBlocks),
    options: allOf('options', authorBlocks),
  });
  for (const stage of [development, production])
    makeUser(stage, authorBlocks, standard);
  if (authorBlocks.pdm) askForPdm(stages.base, authorBlocks.pdm);
  for (const path of authorBlocks.metadata)
    addMetadata(stages.base, path, standard);
  copyWhole(stages.base, authorBlocks.wholeLibraries, standard);
  for (const { target, word } of authorBlocks.exposed)
    expose(stages[target], word);
  for (const block of authorBlocks.ownBlocks) {
    for (const target of block.targets) addAuthorBlock(stages[target], block);
  }
  for (const note of authorBlocks.notes) addNote(stages[note.target], note);
  if (authorBlocks.isChangedLate) {
    for (const stage of [development, production]) giveRest(stage, standard);
  }
  const { head, foreign, extra, end } = authorBlocks;
  const texts = [
    ...foreign,
    textOf(stages.base),
    textOf(development),
    ...extra,
    textOf(production),
    ...(end.length > 0 ? [end.join('\n')] : []),
  ];
  return `${apart(head)}${texts.join('\n\n')}\n`;
}

function apart(head: string): string {
  const isOpen = head.trim() !== '' && !/\n\s*\n$/.test(head);
  return isOpen ? `${head}\n` : head;
}

function textOf(blocks: Block[]): string {
  return blocks
    .map(({ comments, lines, isApart }, index) =>
      [...(isApart && index > 0 ? [''] : []), ...comments, ...lines].join('\n'),
    )
    .join('\n');
}

function editBlocks(
  blocks: Block[],
  slot: Slot,
  change: (line: string) => string,
) {
  for (const block of blocks) {
    if (block.slot === slot && block.isGenerated)
      block.lines = block.lines.map(change);
  }
}

function allOf(
  what: keyof Installation,
  { production, development }: AuthorBlocks,
) {
  return [...new Set([...production[what], ...development[what]])];
}

function installAs(blocks: Block[], { flags, options }: Installation) {
  const mounts = flags.map(flag => `${flag} `).join('');
  const more = options.map(option => ` ${option}`).join('');
  editBlocks(blocks, 'install', line =>
    line
      .replace(/^RUN /, text => `${text}${mounts}`)
      .replace(/\bpdm install --(?:prod|dev)\b/, text => `${text}${more}`),
  );
}

/** What later commands left behind: nothing is stored twice that belongs to the user already. */
function giveRest(blocks: Block[], { user, appDirectory }: Standard) {
  addTo(
    blocks,
    ownBlock(
      'code',
      [
        `RUN find ${appDirectory} ! -user ${user} -exec chown ${user}:${user} {} +`,
      ],
      true,
    ),
  );
}

function makeUser(
  blocks: Block[],
  { groupOptions, userOptions, ownBlocks }: AuthorBlocks,
  { user, appDirectory }: Standard,
) {
  // Root has written there before the user is made, where a variable says that it is home.
  const home = `/home/${user}`;
  const isHome = ownBlocks.some(
    ({ sets, lines }) =>
      sets?.includes('HOME') && lines.some(line => line.includes(home)),
  );
  const group = groupOptions.map(option => `${option} `).join('');
  const more = userOptions.map(option => `${option} `).join('');
  editBlocks(blocks, 'user', line =>
    line
      .replace('groupadd -r ', text => `${text}${group}`)
      .replace(`-g ${user} `, text => `${text}${more}`)
      .replace(`chown -R ${user}:${user} ${appDirectory}`, text =>
        isHome ? `mkdir -p ${home} && ${text} ${home}` : text,
      ),
  );
}

/** The author's version of PDM; the generator's comment speaks of its own. */
function askForPdm(blocks: Block[], requirement: string) {
  const word = /^[\w.=-]+$/.test(requirement)
    ? requirement
    : `"${requirement}"`;
  for (const block of blocks) {
    if (block.slot !== 'pdm') continue;
    block.comments = [];
    block.lines = block.lines.map(line => line.replace(/\S+$/, () => word));
  }
}

/** A file that may be missing comes along with one that is there, as its author wrote it: alone, some builders refuse it. */
function addMetadata(
  blocks: Block[],
  path: string,
  { appDirectory }: Standard,
) {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const isPattern = /[*?[]/.test(path);
  const beside = blocks.find(({ of }) => of === `${folder}pyproject.toml`);
  if (isPattern && beside) {
    const sources = beside.lines[0].split(' ').slice(1, -1);
    beside.lines = [
      ['COPY', ...sources, path, `${appDirectory}/${folder}`].join(' '),
    ];
    return;
  }
  const target = isPattern ? folder : path;
  const line = `COPY ${path} ${appDirectory}/${target}`;
  addTo(blocks, { ...ownBlock('metadata', [line], false), of: path });
}

/** Folders that the author copies as a whole may hold more than what is known here. */
function copyWhole(
  blocks: Block[],
  wholes: string[],
  { appDirectory }: Standard,
) {
  for (const whole of wholes) {
    const isIn = ({ slot, of }: Block) =>
      slot === 'libraries' && of?.startsWith(`${whole}/`) === true;
    const [first, ...others] = blocks.filter(isIn);
    const lines = [`COPY ${whole}/ ${appDirectory}/${whole}/`];
    if (first) Object.assign(first, { lines, of: whole });
    else addTo(blocks, { ...ownBlock('libraries', lines, true), of: whole });
    for (const other of others) blocks.splice(blocks.indexOf(other), 1);
  }
}

function ownBlock(slot: Slot, lines: string[], isApart: boolean): Block {
  return { slot, comments: [], lines, isApart, isGenerated: false };
}

/** A port besides the service's own two. */
function expose(blocks: Block[], word: string) {
  const own = blocks.find(({ slot }) => slot === 'expose');
  if (!own) addTo(blocks, ownBlock('expose', [`EXPOSE ${word}`], false));
  else if (!own.lines.join(' ').split(/\s+/).includes(word))
    own.lines = [...own.lines.slice(0, -1), `${own.lines.at(-1)} ${word}`];
}

/** Puts a block behind what has the same place, or an earlier one. */
function addTo(blocks: Block[], added: Block) {
  const block = inSameFolder(blocks, added);
  // What the generator says of the service itself may read what the author said.
  const isFirst = block.slot === 'service-environment';
  const at =
    blocks.findLastIndex(
      ({ slot, isGenerated }) =>
        isBefore(slot, block.slot) ||
        (slot === block.slot && !(isFirst && isGenerated)),
    ) + 1;
  blocks.splice(at, 0, block);
  const next = blocks[at + 1];
  if (next && block.isApart) next.isApart = true;
}

/** Of two blocks that go into the same folder one after the other, the second is there already. */
function inSameFolder(blocks: Block[], block: Block): Block {
  const [first, ...rest] = block.lines;
  const before = blocks.findLast(({ slot }) => !isBefore(block.slot, slot));
  if (!before || before.isGenerated || !/^WORKDIR /.test(first)) return block;
  const isThere = before.lines[0] === first;
  if (!isThere) return block;
  const isRestored = /^WORKDIR /.test(before.lines.at(-1)!);
  if (isRestored && before.lines.length > 1) before.lines.pop();
  return { ...block, lines: rest, isApart: false };
}

function addAuthorBlock(
  blocks: Block[],
  { slot, lines, replaces, isApart }: AuthorBlock,
) {
  const isListed = slot === 'extras' || slot === 'metadata';
  if (replaces) {
    const own = blocks.findIndex(
      block => block.slot === slot && block.isGenerated,
    );
    if (own !== -1) blocks.splice(own, 1);
  }
  addTo(blocks, ownBlock(slot, lines, isApart && !isListed));
}

/** Comments of what is written anew: in place of the generator's own. */
function addNote(blocks: Block[], { slot, of, lines }: Note) {
  const alike = blocks.filter(block => block.slot === slot);
  const block =
    alike.find(candidate => of !== undefined && isOf(candidate, of)) ??
    alike[0] ??
    blocks.find(candidate => isBefore(slot, candidate.slot)) ??
    blocks.at(-1)!;
  const isOwn = !block.isGenerated || block.hasNotes;
  block.comments = isOwn ? [...block.comments, ...lines] : lines;
  block.hasNotes = true;
  if (slot !== 'switch-user' && slot !== 'expose' && slot !== 'command')
    block.isApart = true;
}

function isOf({ of }: Block, path: string): boolean {
  return (
    of !== undefined &&
    (of === path || of.startsWith(`${path.replace(/\/src$/, '')}/`))
  );
}
