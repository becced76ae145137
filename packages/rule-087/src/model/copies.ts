import { isRemote } from '../dockerfile/contextPaths';
import { Stage, Step } from '../dockerfile/DockerfileModel';
import { Span } from '../dockerfile/SourceText';
import { Standard } from '../standard/Standard';

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
  path: string;
  /** The shared library that it belongs to. */
  library?: string;
};

const METADATA =
  /^(pyproject\.toml|setup\.(py|cfg)|requirements[\w.-]*\.txt|README(\.\w+)?|\.?pdm\.toml|\.pdm-python)$/i;
const LOCK = /(^|[./])(lock|lock\..*)$|\.lock(\.|$)/;

/** What the stages copy from the build context, in order. */
export function copiedFromContext(
  stages: Stage[],
  standard: Standard,
): Copied[] {
  return stages.flatMap(({ steps }) =>
    steps.flatMap(step =>
      step.copy && !step.copy.from
        ? step.copy.sources.flatMap(({ path, start, end }) =>
            path.known && !isRemote(path.text)
              ? [
                  {
                    step,
                    path: path.text,
                    start,
                    end,
                    ...classify(path.text, standard),
                  },
                ]
              : [],
          )
        : [],
    ),
  );
}

function classify(
  path: string,
  standard: Standard,
): { kind: CopiedKind; library?: string } {
  const segments = path.split('/');
  // `pdm.lock*` brings the file where it exists, and nothing where it does not.
  const name = (segments.at(-1) ?? '').replace(/[*?]+$/, '');
  const library =
    segments[0] === standard.librariesDirectory
      ? segments[1] ?? '*'
      : undefined;
  if (METADATA.test(name)) return { kind: 'metadata', library };
  if (LOCK.test(name)) return { kind: 'lock', library };
  if (library) return { kind: 'library', library };
  return { kind: path === '.' || path === '*' ? 'everything' : 'service' };
}

export function isServiceCode({ kind }: Copied): boolean {
  return kind === 'service' || kind === 'everything';
}

export function isLibrarySource({ kind }: Copied): boolean {
  return kind === 'library' || kind === 'everything';
}
