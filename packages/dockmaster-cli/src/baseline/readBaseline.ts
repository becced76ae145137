import { readFile } from 'node:fs/promises';
import { UsageError } from '../Environment';
import { Baseline, BASELINE_VERSION, KnownService } from './Baseline';

/**
 * Reads what {@link writeBaseline} wrote.
 *
 * @throws UsageError when the file cannot be read, or is no baseline of this version
 */
export async function readBaseline(path: string): Promise<Baseline> {
  const text = await readFile(path, 'utf8').catch(error => {
    throw new UsageError(
      `the baseline ${path} could not be read: ${error.message}`,
    );
  });
  try {
    return toBaseline(JSON.parse(text));
  } catch (error) {
    throw new UsageError(
      `${path} is no baseline: ${
        (error as Error).message
      }; write one with --write-baseline ${path}`,
    );
  }
}

function toBaseline(value: unknown): Baseline {
  const { version, standard, services } = record(value, 'the file');
  if (version !== BASELINE_VERSION) {
    throw new Error(
      version === undefined
        ? 'it names no version'
        : `its version is ${JSON.stringify(
            version,
          )}, and this dockmaster reads ${BASELINE_VERSION}`,
    );
  }
  const { id, version: revision } = record(standard, 'standard');
  return {
    standard: {
      id: string(id, 'standard.id'),
      version: string(revision, 'standard.version'),
    },
    services: new Map(
      Object.entries(record(services, 'services')).map(([name, known]) => [
        name,
        toKnownService(known, `services.${name}`),
      ]),
    ),
  };
}

function toKnownService(value: unknown, where: string): KnownService {
  const {
    failing = {},
    undecided = false,
    unreadable = [],
  } = record(value, where);
  if (typeof undecided !== 'boolean')
    throw new Error(`${where}.undecided is neither true nor false`);
  return {
    failing: new Map(
      Object.entries(record(failing, `${where}.failing`)).map(
        ([clause, places]) => [
          clause,
          strings(places, `${where}.failing.${clause}`),
        ],
      ),
    ),
    undecided,
    unreadable: strings(unreadable, `${where}.unreadable`),
  };
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new Error(`${where} is no object`);
}

function strings(value: unknown, where: string): string[] {
  if (!Array.isArray(value)) throw new Error(`${where} is no list`);
  return value.map(item => string(item, where));
}

function string(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  throw new Error(`${where} is no text`);
}
