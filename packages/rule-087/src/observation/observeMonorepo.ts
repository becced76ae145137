import { ComposeError, readCompose } from '../compose/readCompose';
import { parseYamlFile, YamlError } from '../compose/yamlTree';
import { LineIndex } from '../source/LineIndex';
import { itemsOf, textOf, Tree, valueAt } from '../source/Tree';
import { SourceFile, Sources } from '../source/Sources';
import { publishedBy } from './observeService';
import { PortObservation } from './PortObservation';

/** What was observed, or why it is not all: then nothing may be concluded from what is missing. @public */
export type MonorepoObservation = {
  ports: PortObservation[];
  /** What could not be read, in sentences; empty where everything was. */
  incomplete: string[];
};

/**
 * The ports of a monorepo as a whole: what its compose files publish, infrastructure too, and what Prometheus scrapes.
 *
 * @param compose - as `loadCompose` gives them
 * @param prometheus - Prometheus' configuration
 *
 * @public
 */
export function observeMonorepo(
  compose: Required<Pick<Sources, 'compose' | 'composeContext'>>,
  prometheus: SourceFile,
): MonorepoObservation {
  const incomplete: string[] = [];
  return {
    ports: [
      ...observeCompose(compose, incomplete),
      ...observePrometheus(prometheus, incomplete),
    ],
    incomplete,
  };
}

function observeCompose(
  {
    compose,
    composeContext,
  }: Required<Pick<Sources, 'compose' | 'composeContext'>>,
  incomplete: string[],
): PortObservation[] {
  for (const file of Object.values(composeContext)) {
    if (file.state === 'unreadable')
      incomplete.push(`${file.path} could not be read: ${file.reason}`);
  }
  const files = compose.flatMap(file =>
    file.state === 'present' || file.state === 'unreadable' ? [file.path] : [],
  );
  if (files.length === 0) return [];
  try {
    const { services } = readCompose(files, composeContext);
    return [...services.values()].flatMap(service =>
      publishedBy(service, new Map()),
    );
  } catch (error) {
    if (!(error instanceof ComposeError)) throw error;
    incomplete.push(error.message);
    return [];
  }
}

/** `host:9097`, `[::1]:9097`; without a number it is not told which port is scraped. */
const TARGET = /^(\[[^\]\s]+\]|[\w.-]+)(?::(\d{1,5}))?(?![\d])/;

/** The targets of `static_configs`: other kinds of discovery name no port. */
function observePrometheus(
  file: SourceFile,
  incomplete: string[],
): PortObservation[] {
  if (file.state === 'unreadable')
    incomplete.push(`${file.path} could not be read: ${file.reason}`);
  if (file.state !== 'present') return [];
  const lines = LineIndex.create(file.path, file.content);
  let documents: Tree[];
  try {
    documents = parseYamlFile(file);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    incomplete.push(`${file.path} could not be read: ${error.message}`);
    return [];
  }
  return documents
    .flatMap(document => itemsOf(valueAt(document, 'scrape_configs')))
    .flatMap(job => itemsOf(valueAt(job, 'static_configs')))
    .flatMap(config => itemsOf(valueAt(config, 'targets')))
    .flatMap((target): PortObservation[] => {
      const text = textOf(target);
      if (text === undefined) return [];
      const [, host, port] = TARGET.exec(text) ?? [];
      return [
        {
          role: 'prometheus',
          port: port === undefined ? undefined : Number(port),
          protocol: 'tcp',
          source: 'scrape',
          isLiteral: false,
          composeService: host,
          evidence: lines.evidence(target),
        },
      ];
    });
}
