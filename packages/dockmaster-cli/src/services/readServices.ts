import { Declaration, Sources, Standard } from '@huleedu/rule-087';
import { Environment, UsageError } from '../Environment';
import { readConfiguration } from '../readConfiguration';
import { findServices } from './findServices';
import { ComposeSources, readCompose } from './readCompose';
import { readService } from './readService';
import { Service } from './Service';

/** What the flags of a command say of the services that its paths name. */
export type ServiceFlags = Partial<Declaration> & {
  root?: string;
  /** Compose files; by default those of the root. */
  compose: string[];
  config?: string;
};

/** A service with all that it is judged by. */
export type ReadService = {
  service: Service;
  sources: Sources;
  declaration: Declaration;
  standard: Standard;
  /** Whether the catalog file names the Dockerfile, or a `.dockerignore` is called after it. */
  isNamedElsewhere: boolean;
};

/**
 * Reads the services that paths name, one after the other; what a monorepo's services share is read once.
 *
 * @throws UsageError when a path does not exist, nothing is in it, or a name is given to several services
 */
export async function readServices(
  paths: string[],
  flags: ServiceFlags,
  environment: Environment,
): Promise<ReadService[]> {
  const { root: givenRoot, compose, config, ...declared } = flags;
  const services = await findServices(paths, {
    cwd: environment.cwd,
    root: givenRoot,
  });
  if (flags.service && services.length > 1) {
    throw new UsageError(
      `--service names one service, and the paths hold ${services.length}`,
    );
  }
  const composeOf = new Map<string, Promise<ComposeSources>>();
  const standards = new Map<string, Promise<Standard>>();
  const read: ReadService[] = [];
  for (const service of services) {
    const { root } = service;
    if (!composeOf.has(root)) {
      composeOf.set(root, readCompose(root, environment.cwd, compose));
    }
    if (!standards.has(root)) {
      standards.set(
        root,
        readConfiguration({ given: config, root, environment }),
      );
    }
    const standard = await standards.get(root)!;
    read.push({
      service,
      standard,
      ...(await readService(service, declared, await composeOf.get(root)!)),
    });
  }
  return read;
}
