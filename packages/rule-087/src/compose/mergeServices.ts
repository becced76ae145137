import { Mount } from './ComposeModel';
import { mergeHealthchecks } from './healthcheck';
import { portKey } from './ports';
import { ServicePart } from './readService';

/** Puts a later file's words on a service over an earlier one's, as Compose does. */
export function mergeParts(base: ServicePart, over: ServicePart): ServicePart {
  if (over.earlier) return over;
  const from = (field: string): Partial<ServicePart> =>
    over.replaced.has(field) ? {} : base;
  return {
    evidence: base.evidence,
    places: { ...over.places, ...base.places },
    build: mergeBuild(from('build').build, over.build),
    image: over.image ?? from('image').image,
    environment: new Map([
      ...(from('environment').environment ?? []),
      ...(over.environment ?? []),
    ]),
    unknownEnvironment:
      over.unknownEnvironment ?? from('environment').unknownEnvironment,
    envFiles: [...(from('env_file').envFiles ?? []), ...(over.envFiles ?? [])],
    ports: uniqueBy(
      [...(from('ports').ports ?? []), ...(over.ports ?? [])],
      portKey,
    ),
    // One mount a target: the later one.
    mounts: lastBy(
      [...(from('volumes').mounts ?? []), ...(over.mounts ?? [])],
      ({ target }: Mount) => target,
    ),
    unknownMounts: [
      ...(from('volumes').unknownMounts ?? []),
      ...(over.unknownMounts ?? []),
    ],
    dependsOn: [
      ...new Set([
        ...(from('depends_on').dependsOn ?? []),
        ...(over.dependsOn ?? []),
      ]),
    ],
    healthcheck: mergeHealthchecks(
      from('healthcheck').healthcheck,
      over.healthcheck,
    ),
    aliases: [...(base.aliases ?? []), ...(over.aliases ?? [])],
    replaced: base.replaced,
  };
}

function mergeBuild(
  base: ServicePart['build'],
  over: ServicePart['build'],
): ServicePart['build'] {
  return base && over
    ? { ...base, ...over, evidence: base.evidence }
    : over ?? base;
}

function uniqueBy<T>(items: T[], keyOf: (item: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (!byKey.has(key)) byKey.set(key, item);
  }
  return [...byKey.values()];
}

function lastBy<T>(items: T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map(item => [keyOf(item), item])).values()];
}
