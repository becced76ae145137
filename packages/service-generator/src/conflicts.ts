import { observeMonorepo, PortObservation } from '@huleedu/rule-087';
import { contentOf, RepositoryFiles } from './repository/RepositoryFiles';
import { ComposeFiles, entriesOf } from './repository/composeFiles';
import { Problem } from './spec/ServiceSpec';

/** A port, and the Compose service that is to publish it. */
export type Claim = { port: number; service: string };

/** What cannot be read of the files that say which names and ports are taken. */
export function unreadableFiles({ files }: RepositoryFiles): Problem[] {
  return Object.values(files).flatMap(file =>
    file.state === 'unreadable'
      ? [
          {
            code: 'unreadable' as const,
            path: file.path,
            message: `${file.path} could not be read: ${file.reason}`,
          },
        ]
      : [],
  );
}

/** Ports that something else publishes already. */
export function takenPorts(
  claims: Claim[],
  repository: RepositoryFiles,
): Problem[] {
  const { compose, files, layout } = repository;
  const { ports, incomplete } = observeMonorepo(
    { compose: compose.map(path => files[path]), composeContext: files },
    files[layout.prometheus],
  );
  const own = new Set(claims.map(({ service }) => service));
  return [
    ...incomplete.map(message => ({ code: 'unreadable' as const, message })),
    ...claims.flatMap(({ port }) =>
      ports
        .filter(
          observation =>
            observation.source === 'published' &&
            observation.protocol === 'tcp' &&
            observation.port === port &&
            !own.has(observation.composeService!),
        )
        .map(portTaken),
    ),
  ];
}

function portTaken({
  port,
  composeService,
  evidence: { file, startLine },
}: PortObservation): Problem {
  return {
    code: 'conflict',
    path: file,
    message: `Port ${port} is published by ${composeService} already (${file}:${startLine}): take another`,
  };
}

/** A service's name that a Compose file knows, other than the one that the service is to be written into. */
export function takenName(
  name: string,
  { base, development }: ComposeFiles,
  target: string,
  repository: RepositoryFiles,
): Problem[] {
  return base
    .filter(path => path !== target && path !== development)
    .filter(path =>
      Object.hasOwn(entriesOf(repository, path, 'services'), name),
    )
    .map(path => ({
      code: 'conflict',
      path,
      message: `${path} has a service ${name} already: choose another name`,
    }));
}

/** A volume of the database's name where there is no such database: it may hold another's data. */
export function takenVolume(
  name: string,
  { base, databases }: ComposeFiles,
  repository: RepositoryFiles,
): Problem[] {
  if (Object.hasOwn(entriesOf(repository, databases, 'services'), name))
    return [];
  return base
    .filter(path => contentOf(repository, path) !== undefined)
    .filter(path => Object.hasOwn(entriesOf(repository, path, 'volumes'), name))
    .map(path => ({
      code: 'conflict',
      path,
      message: `${path} has a volume ${name} already, which may hold other data: remove it or choose another name for the service`,
    }));
}
