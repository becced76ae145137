import { knownValue, Value } from '../source/Value';
import { SourceFile } from '../source/Sources';
import { ComposeService, Text } from './ComposeModel';
import { readDotenv, readRawDotenv } from './dotenv';
import { Lookup } from './interpolate';
import { isAddress, resolvePath } from './paths';
import { ServicePart } from './readService';

/**
 * A service once all files are merged: its `env_file`s read and its paths resolved.
 *
 * @param project - what variables stand for in the project's files
 * @param readFile - gives a file of variables
 */
export function finishService(
  name: string,
  part: ServicePart,
  project: Lookup,
  readFile: (path: string) => SourceFile | undefined,
): ComposeService {
  const environment = new Map<string, Text>();
  for (const [key, text] of part.environment ?? [])
    if (text) environment.set(key, text);
  const lookup: Lookup = key => project(key) ?? environment.get(key)?.value;
  const fromFiles = new Map<string, Text>();
  let { unknownEnvironment } = part;
  for (const { path, required, isRaw } of part.envFiles ?? []) {
    const file = path.value.known ? readFile(path.value.text) : undefined;
    if (file?.state === 'present') {
      const read = isRaw
        ? readRawDotenv(file)
        : readDotenv(file, key => lookup(key) ?? fromFiles.get(key)?.value);
      for (const [key, text] of read) fromFiles.set(key, text);
    } else if (required || file?.state === 'unreadable') {
      unknownEnvironment ??= path.value.known
        ? `env_file ${path.value.text} could not be read`
        : `env_file cannot be computed: ${path.value.missing.join(', ')}`;
    }
  }
  const { evidence, places } = part;
  return {
    name,
    aliases: part.aliases ?? [],
    evidence,
    places: {
      environment: places.environment ?? evidence,
      ports: places.ports ?? evidence,
      volumes: places.volumes ?? evidence,
    },
    build: part.build && finishBuild(part.build),
    image: part.image,
    environment: new Map([...fromFiles, ...environment]),
    unknownEnvironment,
    ports: part.ports ?? [],
    mounts: part.mounts ?? [],
    unknownMounts: part.unknownMounts ?? [],
    dependsOn: part.dependsOn ?? [],
    healthcheck: part.healthcheck,
  };
}

function textIn(value: Value): string {
  return value.known ? value.text : '';
}

function finishBuild(
  part: NonNullable<ServicePart['build']>,
): ComposeService['build'] {
  const { evidence, context, dockerfile, inline, target } = part;
  const folder: Text = context
    ? {
        evidence: context.evidence,
        value:
          context.value.known && !isAddress(context.value.text)
            ? knownValue(resolvePath(context.folder, context.value.text))
            : context.value,
      }
    : { evidence, value: knownValue('.') };
  const file: Text = dockerfile ?? {
    evidence,
    value: knownValue('Dockerfile'),
  };
  const unclear = [folder.value, file.value].find(value => !value.known);
  const base = textIn(folder.value);
  const path: Value =
    unclear ??
    (isAddress(base)
      ? file.value
      : knownValue(resolvePath(base, textIn(file.value))));
  return {
    evidence,
    context: folder,
    dockerfile: inline ? undefined : { evidence: file.evidence, value: path },
    target,
  };
}
