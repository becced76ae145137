import { loadCompose, SourceFile, Sources } from '@huleedu/rule-087';

/** Where the files of a service are, from the monorepo's root. */
export type ServicePlace = {
  directory: string;
  /** The paths at which its Dockerfile may be, the first that is there being the one. */
  dockerfiles: string[];
  /** The compose files in the order in which they are merged; by default those that Compose would find. */
  compose?: string[];
  /** Prometheus' configuration; by default where a new service's targets go. */
  prometheus?: string;
};

/** The files that say what a service keeps of the rule. */
export async function readServiceSources(
  { directory, dockerfiles, compose }: ServicePlace,
  read: (path: string) => Promise<SourceFile>,
): Promise<Sources> {
  let dockerfile: SourceFile = { state: 'not-given' };
  for (const path of dockerfiles) {
    dockerfile = await read(path);
    if (dockerfile.state !== 'missing') break;
  }
  return {
    directory,
    dockerfile,
    pyproject: await read(`${directory}/pyproject.toml`),
    ...(await loadCompose(compose, read)),
  };
}
