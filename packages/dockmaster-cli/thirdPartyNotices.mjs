import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What may be given on with nothing but its notice. */
const PERMISSIVE = ['Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/**
 * The notices of the packages that a bundle holds parts of: who gives the bundle on gives these on with it.
 *
 * @param metafile - of esbuild, for the bundle
 * @param root - directory that the paths in it are relative to
 * @throws Error when a package's licence wants more than that
 */
export async function thirdPartyNotices(metafile, root) {
  const [{ inputs }] = Object.values(metafile.outputs);
  const directories = new Set(
    Object.keys(inputs).flatMap(
      path => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
    ),
  );
  const packages = await Promise.all(
    [...directories].map(path => readPackage(join(root, path))),
  );
  const refused = packages.filter(
    ({ license }) => !PERMISSIVE.includes(license),
  );
  if (refused.length > 0) {
    throw new Error(
      `The bundle may not hold ${refused
        .map(({ title, license }) => `${title} (${license})`)
        .join(', ')}`,
    );
  }
  return [
    'dockmaster holds parts of these packages.',
    ...packages
      .sort((a, b) => a.title.localeCompare(b.title, 'en'))
      .map(({ title, license, text }) =>
        [`${title}\nLicence: ${license}`, ...text].join('\n\n'),
      ),
  ].join(`\n\n${'-'.repeat(72)}\n\n`);
}

async function readPackage(directory) {
  const { name, version, license } = JSON.parse(
    await readFile(join(directory, 'package.json'), 'utf8'),
  );
  const files = (await readdir(directory)).filter(file =>
    /^(licen[cs]e|notice|thirdpartynotices)(\.|$)/i.test(file),
  );
  const text = await Promise.all(
    files.map(async file =>
      (await readFile(join(directory, file), 'utf8')).trim(),
    ),
  );
  return { title: `${name} ${version}`, license, text };
}
