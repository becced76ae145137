import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { run } from './processes.ts';

const root = resolve(import.meta.dirname, '../..');

/** Changes with every release of Backstage. */
const MARKER = '@backstage/frontend-plugin-api';

/** The oldest release that the packages support. On its last day, no later release was in the registry. */
const OLDEST = { name: '1.57', marker: '1.0.0', lastDay: '2026-12-01' };

/** A release of Backstage, and how a portal of it is made and installed. */
export type Release = {
  name: string;
  /** Options of npm that choose the release of create-app. */
  npmOptions: string[];
  /** Settings of Yarn that choose the releases of packages. */
  yarnSettings: { npmMinimalAgeGate: string; npmPreapprovedPackages: string[] };
};

/** The oldest supported and the newest release in the registry; one release where both are the same. */
export async function supportedReleases(
  environment: NodeJS.ProcessEnv,
): Promise<Release[]> {
  const options = { cwd: root, env: environment };
  const view = await run('npm', ['view', MARKER, 'version'], options);
  const marker = view.trim();
  const isOldest = marker === OLDEST.marker;
  const newest: Release = {
    name: isOldest ? OLDEST.name : `${MARKER.split('/')[1]}-${marker}`,
    npmOptions: [],
    yarnSettings: await ownSettings(),
  };
  return isOldest ? [newest] : [oldest(), newest];
}

function oldest(): Release {
  const age = Date.now() - Date.parse(OLDEST.lastDay);
  return {
    name: OLDEST.name,
    npmOptions: [`--before=${OLDEST.lastDay}`],
    yarnSettings: {
      npmMinimalAgeGate: `${Math.floor(age / 86_400_000)}d`,
      npmPreapprovedPackages: [],
    },
  };
}

/** This repository's own age gate, whose exceptions have reasons. */
async function ownSettings(): Promise<Release['yarnSettings']> {
  const text = await readFile(join(root, '.yarnrc.yml'), 'utf8');
  const { npmMinimalAgeGate, npmPreapprovedPackages } = parse(text);
  return { npmMinimalAgeGate, npmPreapprovedPackages };
}
