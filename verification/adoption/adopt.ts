import assert from 'node:assert/strict';
import { basename, join, resolve } from 'node:path';
import { visit } from './browser.ts';
import {
  checkConfiguration,
  checkInspections,
  checkTables,
  checkTypes,
  signIn,
} from './checks.ts';
import { follow } from './follow.ts';
import { useClient } from './libraries.ts';
import { checkDuplicates } from './duplicates.ts';
import {
  configurePortal,
  createPortal,
  type Reading,
  startPortal,
} from './portal.ts';
import { type Block, blocksUnder, readBlocks } from './readme.ts';
import type { Registry } from './registry.ts';
import type { Release } from './releases.ts';
import { OWNER, REPOSITORY } from './repository.ts';
import type { RepositoryHost } from './repositoryHost.ts';

const plugins = resolve(import.meta.dirname, '../../plugins');

/** A way to adopt the packages: a front-end system, and the host that the portal reads the monorepo from. */
export type Adoption = {
  name: string;
  isLegacy: boolean;
  reading: (host: RepositoryHost) => Reading;
  replace?: (host: RepositoryHost) => (code: string) => string;
};

/** What all adoptions share. */
export type Context = {
  environment: NodeJS.ProcessEnv;
  registry: Registry;
  host: RepositoryHost;
  /** The project that uses the libraries outside a portal. */
  libraries: string;
  /** Names of the fleet's services. */
  services: string[];
  /** The folder for pictures and logs. */
  results: string;
  step: (what: string) => void;
};

export const ADOPTIONS: Adoption[] = [
  {
    name: 'new',
    isLegacy: false,
    // The READMEs' URLs as they are; only the address of GitHub's API differs.
    reading: ({ github }) => ({
      integrations: {
        github: [{ host: 'github.com', apiBaseUrl: github, token: 'none' }],
      },
    }),
  },
  {
    name: 'legacy',
    isLegacy: true,
    // Any web server will do.
    reading: ({ plain }) => ({
      backend: { reading: { allow: [{ host: new URL(plain).host }] } },
    }),
    replace:
      ({ plain }) =>
      code =>
        code
          .replaceAll(
            new RegExp(
              `https://github.com/${OWNER}/${REPOSITORY}/(tree|blob)/main`,
              'g',
            ),
            plain,
          )
          .replace('/services/*/catalog-info.yaml', '/fleet.yaml'),
  },
];

/** Makes a portal, and follows the READMEs in it. */
export async function install(
  adoption: Adoption,
  directory: string,
  context: Context & { release: Release; earlier?: string },
): Promise<void> {
  const { isLegacy } = adoption;
  const { host, environment, step } = context;
  await createPortal(directory, { isLegacy, ...context });
  const blocks = await installBlocks(isLegacy);
  const replace = adoption.replace?.(host);
  await follow(blocks, { directory, environment, replace });
  step(`${blocks.length} snippets of the READMEs are followed`);
  const forced = await checkDuplicates(directory);
  step(
    forced.length === 0
      ? 'each package of Backstage has one copy'
      : `the registry forces a second copy of ${forced.join(', ')}`,
  );
}

/** Checks a portal in which the READMEs were followed. */
export async function tryOut(
  { reading }: Adoption,
  directory: string,
  context: Context,
): Promise<void> {
  const { environment, host, libraries, services, results, step } = context;
  const name = basename(directory);
  const addresses = await configurePortal(directory, reading(host));
  const backend = await readmeOf('dockmaster-backend');
  const [example] = blocksUnder(backend, 'Configuration');
  await Promise.all([
    checkConfiguration(directory, environment, example.code),
    checkTypes(directory, environment),
  ]);
  step(`configuration and types are right`);

  const log = join(results, `${name}.log`);
  const portal = await startPortal(directory, { addresses, environment, log });
  step(`the portal answers`);
  const session = {
    backend: addresses.backend,
    token: await signIn(addresses),
  };
  const inspected = await checkInspections(session, services);
  assert.equal(inspected.get('identity-service')?.conforms, true);
  const billing = inspected.get('billing-service');
  assert.equal(billing?.conforms, false);
  assert.equal(inspected.get('import-service')?.state, 'no-dockerfile');
  await checkTables(directory, environment);
  const found = await useClient(libraries, { ...session, environment });
  assert.ok(
    found.includes(`${billing.entityRef} ${billing.score}`),
    found.join('\n'),
  );
  step(`${inspected.size} services are inspected`);
  await visit(addresses, {
    service: 'billing-service',
    verdict: /^Does not conform — \d+ musts fail$/,
    picture: subject => join(results, `${name}-${subject}.png`),
  });
  await portal.stop();
  step(`the card, the ports and the form are there`);
}

async function installBlocks(isLegacy: boolean): Promise<Block[]> {
  const names = [
    'dockmaster-backend',
    'dockmaster',
    'scaffolder-backend-module-dockmaster',
  ];
  const readmes = await Promise.all(names.map(readmeOf));
  const everywhere = readmes.flatMap(blocks => blocksUnder(blocks, 'Install'));
  return isLegacy
    ? [
        ...everywhere,
        ...blocksUnder(readmes[1], 'On the older frontend system'),
      ]
    : everywhere;
}

const readmeOf = (name: string) => readBlocks(join(plugins, name, 'README.md'));
