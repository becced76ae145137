import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { lookAt } from './browser.mjs';
import {
  checkConfiguration,
  checkInspections,
  checkTables,
  checkTypes,
  signIn,
} from './checks.mjs';
import { follow } from './follow.mjs';
import { useClient } from './libraries.mjs';
import { configurePortal, createPortal, startPortal } from './portal.mjs';
import { blocksUnder, readBlocks } from './readme.mjs';
import { OWNER, REPOSITORY } from './repository.mjs';

const plugins = resolve(import.meta.dirname, '../../plugins');

/** Portals that the READMEs are followed in, and the host that each reads the monorepo from. */
export const ADOPTIONS = [
  {
    name: 'new',
    isLegacy: false,
    // The READMEs' URLs as they stand: only where GitHub's API is differs.
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
export async function install(adoption, directory, context) {
  const { name, isLegacy } = adoption;
  const { host, environment, lap } = context;
  await createPortal(directory, { isLegacy, ...context });
  const blocks = await installBlocks(isLegacy);
  const replace = adoption.replace?.(host);
  await follow(blocks, { directory, environment, replace });
  lap(`${name}: ${blocks.length} snippets of the READMEs are followed`);
}

/** Looks at what has become of a portal that the READMEs were followed in. */
export async function tryOut({ name, reading }, directory, context) {
  const { environment, host, libraries, services, results, lap } = context;
  const addresses = await configurePortal(directory, {
    reading: reading(host),
  });
  const backend = await readmeOf('dockmaster-backend');
  const [example] = blocksUnder(backend, 'Configuration');
  await Promise.all([
    checkConfiguration(directory, environment, example.code),
    checkTypes(directory, environment),
  ]);
  lap(`${name}: configuration and types are right`);

  const log = join(results, `${name}.log`);
  const portal = await startPortal(directory, { addresses, environment, log });
  lap(`${name}: the portal answers`);
  const session = {
    backend: addresses.backend,
    token: await signIn(addresses),
  };
  const inspected = await checkInspections(session, services);
  assert.equal(inspected.get('identity-service').conforms, true);
  assert.equal(inspected.get('billing-service').conforms, false);
  assert.equal(inspected.get('import-service').state, 'no-dockerfile');
  await checkTables(directory, environment);
  const found = await useClient(libraries, { ...session, environment });
  const { entityRef, score } = inspected.get('billing-service');
  assert.ok(found.includes(`${entityRef} ${score}`), found.join('\n'));
  lap(`${name}: ${inspected.size} services are inspected`);
  await lookAt(addresses, {
    service: 'billing-service',
    verdict: /^Does not conform — \d+ musts fail$/,
    picture: what => join(results, `${name}-${what}.png`),
  });
  await portal.stop();
  lap(`${name}: the card, the ports and the form are there`);
}

async function installBlocks(isLegacy) {
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

const readmeOf = name => readBlocks(join(plugins, name, 'README.md'));
