import { isRemote } from '../dockerfile/contextPaths';
import { Stage, Step } from '../dockerfile/DockerfileModel';
import { Span } from '../source/SourceText';
import { Standard } from '../standard/Standard';
import { perStage } from './perStage';

/** What one source of a COPY brings from the build context. */
export type CopiedKind =
  | 'metadata'
  | 'lock'
  | 'library'
  | 'service'
  | 'everything';

export type Copied = Span & {
  step: Step;
  kind: CopiedKind;
  /** With `*` for what cannot be computed. */
  path: string;
  /** Whether the path is computed as a whole. */
  known: boolean;
  /** The shared library that it belongs to. */
  library?: string;
};

const PYPROJECT = /^(pyproject(\.toml)?|\*\.toml)$/i;
const METADATA =
  /^(pyproject(\.toml)?|\*\.toml|setup\.(py|cfg)|(requirements|constraints)[\w.-]*\.(txt|in)|(README|LICENSE|LICENCE)(\.\w+)?|MANIFEST\.in|Pipfile|(\.?pdm|poetry|uv)\.toml|\.pdm-python|\.python-version)$/i;
const LOCK = /(^|[./-])(lock|lock\..*)$|\.lock(\.|$)|^pylock[\w.-]*\.toml$/;

const copiedIn = perStage(({ steps }, standard): Copied[] => {
  const found: Copied[] = [];
  for (const step of steps) {
    if (!step.copy || step.copy.from) continue;
    for (const { path, shape, start, end } of step.copy.sources) {
      if (isRemote(shape)) continue;
      const kind = classify(shape, standard);
      found.push({ step, path: shape, known: path.known, start, end, ...kind });
    }
  }
  return found;
});

/** What the stages copy from the build context, in order. */
export function copiedFromContext(
  stages: readonly Stage[],
  standard: Standard,
): Copied[] {
  return stages.flatMap(stage => copiedIn(stage, standard));
}

/** Whether a path is that of a pyproject.toml, or of all files of its kind. */
export function isPyproject({ path }: Copied): boolean {
  return PYPROJECT.test(nameOf(path));
}

/** The last segment of a path: `pdm.lock*` brings the file where it exists, and nothing where it does not. */
function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^[*?]/.test(name) ? name : name.replace(/[*?]+$/, '');
}

/** What a path of the repository is, by its name and place. */
export function classify(
  path: string,
  standard: Standard,
): { kind: CopiedKind; library?: string } {
  const segments = path.split('/');
  const name = nameOf(path);
  const library = libraryOf(segments, standard);
  const isRequirement =
    segments.at(-2) === 'requirements' && /\.(txt|in)$/.test(name);
  if (METADATA.test(name) || isRequirement)
    return { kind: 'metadata', library };
  if (LOCK.test(name)) return { kind: 'lock', library };
  if (library) return { kind: 'library', library };
  return { kind: path === '.' || path === '*' ? 'everything' : 'service' };
}

/**
 * The shared library that a path belongs to, `*` for all of them: below the folder of libraries, be that at the root or among the
 * services, or by a library's own name wherever it lies.
 */
function libraryOf(
  segments: string[],
  { libraries, librariesDirectory, servicesDirectory }: Standard,
): string | undefined {
  const [first, second] = segments;
  if (first === librariesDirectory) return second ?? '*';
  if (first !== servicesDirectory) {
    return segments.find(segment => libraries.includes(segment));
  }
  return second === librariesDirectory ? segments[2] ?? '*' : undefined;
}

export function isServiceCode({ kind }: Copied): boolean {
  return kind === 'service' || kind === 'everything';
}

export function isLibrarySource({ kind }: Copied): boolean {
  return kind === 'library' || kind === 'everything';
}
