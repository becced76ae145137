import { loadCompose, SourceFile, Sources } from '@huleedu/rule-087';

/** Paths of the files of a service, from the root of the monorepo. */
export type ServiceLocation = {
  directory: string;
  /** Possible paths of its Dockerfile; the first one that exists counts. */
  dockerfiles: string[];
  /** Compose files in the order in which they are merged; by default those that Compose finds. */
  compose?: string[];
  /** Prometheus' configuration; by default the file that the generator uses. */
  prometheus?: string;
};

/** Reads the files that a service is judged by. */
export async function readServiceSources(
  { directory, dockerfiles, compose }: ServiceLocation,
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
