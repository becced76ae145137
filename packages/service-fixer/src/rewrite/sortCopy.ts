import {
  classify,
  contains,
  Copy,
  CopySource,
  isRemote,
  jsonForm,
  resolvePath,
  Step,
} from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { Refusal, refuse } from '../ClauseFix';
import {
  RewriteContext,
  keptLines,
  Progress,
  runtimeTargets,
  Sorted,
} from './RewriteContext';
import { relocate, targetOf } from './Layout';
import { isBefore, laterOf, Slot } from './slots';

/** Which files of a COPY the new file copies anyway, and which are the author's and stay. */
export function sortCopy(
  step: Step,
  progress: Progress,
  rewriteContext: RewriteContext,
): Sorted | Refusal {
  const { copy } = step;
  if (!copy) return refuse('A COPY that the builder refuses has no place.');
  if (copy.from) return sortFrom(step, copy, progress, rewriteContext);
  const isFetched =
    copy.sources.length === 0 ||
    copy.sources.every(({ shape }) => isRemote(shape));
  if (isFetched)
    return keep(step, laterOf('environment', progress.reached), rewriteContext);
  const kinds = copy.sources.map(source =>
    kindOf(source, copy, rewriteContext),
  );
  const [kind = 'author', ...more] = new Set(kinds);
  if (more.length > 0 && new Set([kind, ...more]).has('author'))
    return refuse(
      `A COPY brings files of several kinds: ${copy.sources
        .map(({ shape }) => shape)
        .join(', ')}. Give each kind a COPY of its own.`,
    );
  const [{ shape }] = copy.sources;
  if (kind === 'author') {
    const slot: Slot = 'code';
    if (isForInstallation(copy) && isBefore(progress.reached, 'install'))
      return refuse(
        `${shape} is copied before the installation, which may need it, and the rule has all files of the repository below it. Mount it where it is needed: RUN --mount=type=bind,source=${shape},target=…`,
      );
    return keep(step, slot, rewriteContext);
  }
  for (const source of copy.sources) noteMetadata(source, copy, rewriteContext);
  if (kind === 'code' && copy.target.known)
    rewriteContext.late.push(copy.target.text);
  return {
    ownBlocks: [],
    slot: kind,
    of: repositoryPath(shape, rewriteContext),
    passed: kind,
  };
}

/** What the new file has a COPY for; `author` where it has none. */
function kindOf(
  source: CopySource,
  copy: Copy,
  rewriteContext: RewriteContext,
): Slot | 'author' {
  const { fixContext, layout } = rewriteContext;
  const { standard } = fixContext;
  const { shape } = source;
  const { kind, library } = classify(shape, standard);
  if (kind === 'metadata' || kind === 'lock') return 'metadata';
  if (kind === 'everything') return 'code';
  if (library) return 'libraries';
  const path = repositoryPath(shape, rewriteContext);
  const place =
    copy.target.known && relocate(copy.target.text, layout, standard);
  return contains(layout.folder, path) && place && contains(layout.home, place)
    ? 'code'
    : 'author';
}

/** A path of the build context from the repository's root. */
function repositoryPath(shape: string, { layout }: RewriteContext): string {
  return layout.isOwnContext ? resolvePath(layout.folder, shape) : shape;
}

/** The lock file, a README that the build of a package reads, requirements: the new file copies the pyproject.toml alone. */
function noteMetadata(
  { shape }: CopySource,
  { target }: Copy,
  rewriteContext: RewriteContext,
) {
  const { authorBlocks, fixContext, requirements } = rewriteContext;
  const { kind } = classify(shape, fixContext.standard);
  const path = repositoryPath(shape, rewriteContext);
  const isAnyway =
    /(^|\/)(pyproject(\.toml)?\*?|\*\.toml)$/.test(path) && path.includes('/');
  const isOfOther =
    kind === 'lock'
      ? !/(^|\/)pdm\.lock[*?]?$/.test(path)
      : /(^|\/)(Pipfile|poetry\.toml|uv\.toml)$/.test(path);
  if ((kind === 'metadata' || kind === 'lock') && !isAnyway && !isOfOther)
    authorBlocks.metadata.add(path);
  if (kind !== 'metadata' || !target.known) return;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isFile = target.text.endsWith(`/${name}`);
  requirements.set(isFile ? target.text : `${target.text}/${name}`, path);
}

/** Where installers look for what they are configured with, and for certificates. */
function isForInstallation({ target }: Copy): boolean {
  return (
    target.known &&
    /^\/(etc|usr\/local\/share\/ca-certificates|root\/\.(config|pip|netrc|ssh))(\/|$)/.test(
      target.text,
    )
  );
}

/** A COPY that stays, with its paths as they are in the new file. */
function keep(
  step: Step,
  slot: Slot,
  rewriteContext: RewriteContext,
): Sorted | Refusal {
  const { fixContext, layout } = rewriteContext;
  const { dockerfile, standard } = fixContext;
  const { instruction, copy } = step;
  const edits: Edit[] = [];
  const owner = instruction.flags.get('chown');
  if (owner) {
    const renamed = owner.text
      .split(':')
      .map(name => (layout.users.includes(name) ? standard.user : name))
      .join(':');
    if (renamed !== owner.text)
      edits.push(dockerfile.replace(owner, `--chown=${renamed}`));
  }
  const isOfApp =
    slot === 'code' &&
    copy?.target.known &&
    contains(
      standard.appDirectory,
      relocate(copy.target.text, layout, standard),
    );
  if (!owner && isOfApp)
    edits.push(
      dockerfile.insert(
        instruction.start + instruction.keyword.length,
        ` --chown=${standard.user}:${standard.user}`,
      ),
    );
  const words = instruction.body.words();
  const target = words.at(-1);
  if (copy && target && !jsonForm(instruction.body.text)) {
    if (!copy.target.known)
      return refuse(
        `Where ${dockerfile.slice(instruction)} copies to is not known.`,
      );
    if (!/^["'/$]/.test(target.text)) {
      const slash = /(^\.?|\/)$/.test(target.text) ? '/' : '';
      const place = relocate(copy.target.text, layout, standard);
      edits.push(
        dockerfile.replace(target, `${place}${slash}`.replace('//', '/')),
      );
    }
    for (const source of copy.from ? [] : copy.sources) {
      const path = repositoryPath(source.shape, rewriteContext);
      if (layout.isOwnContext && source.path.known && !isRemote(source.shape))
        edits.push(dockerfile.replace(source, path));
    }
  } else if (layout.isOwnContext && !copy?.from) {
    return refuse(
      'A COPY in JSON form names files of another build context than the rule’s.',
    );
  }
  const own = targetOf(step.stage, fixContext);
  const isRuntime = isBefore('install', slot);
  const targets = isRuntime
    ? runtimeTargets(step, fixContext)
    : [own ?? ('base' as const)];
  if (copy?.target.known && isRuntime)
    rewriteContext.late.push(copy.target.text);
  return {
    ownBlocks: [
      {
        targets,
        slot: own && !isRuntime ? 'install' : slot,
        lines: keptLines(instruction, edits, rewriteContext),
        replaces: false,
      },
    ],
    slot,
  };
}

/** What is copied from another image or stage. What a stage before built is in the base from now on. */
function sortFrom(
  step: Step,
  copy: Copy,
  progress: Progress,
  rewriteContext: RewriteContext,
): Sorted | Refusal {
  const { from } = copy;
  const { layout, fixContext, superseded } = rewriteContext;
  if (from?.kind !== 'stage')
    return keep(step, laterOf('environment', progress.reached), rewriteContext);
  if (layout.foreign.includes(from.stage))
    return keep(step, 'code', rewriteContext);
  const target = copy.target.known ? copy.target.text : '';
  const isThere = copy.sources.every(({ path }) => {
    if (!path.known) return false;
    const source = `/${path.text}`.replace(/\/\.?$/, '');
    const [place, other] = [source, target].map(text =>
      relocate(text, layout, fixContext.standard),
    );
    return (
      isOfInstallation(source) ||
      superseded.includes(source) ||
      place === other ||
      folderOf(place) === other ||
      // All of the service, into the folder that it runs in: here it runs in its own.
      (place === layout.home && isFolder(target, step))
    );
  });
  if (isThere) return { ownBlocks: [], slot: 'install', passed: 'install' };
  const sorted = keep(step, 'code', rewriteContext);
  if ('reason' in sorted) return sorted;
  const { base } = fixContext.standard.stages;
  return {
    ...sorted,
    ownBlocks: sorted.ownBlocks.map(ownBlock => ({
      ...ownBlock,
      lines: ownBlock.lines.map(line =>
        line.replace(/--from=\S+/, `--from=${base}`),
      ),
    })),
  };
}

/** Where pip, PDM and virtual environments put what they install: PDM does that in the base itself. */
function isOfInstallation(path: string): boolean {
  return /(^|\/)(__pypackages__|site-packages|\.?venv)(\/|$)|^\/usr\/local(\/(s?bin|lib))?$/.test(
    path,
  );
}

/** Whether a path is the folder at hand. */
function isFolder(path: string, { workdir }: Step): boolean {
  return workdir.known && path.replace(/(.)\/$/, '$1') === workdir.text;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
