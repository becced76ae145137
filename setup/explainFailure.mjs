const CAUSES = [
  {
    signs: [
      'ENOTFOUND',
      'EAI_AGAIN',
      'ETIMEDOUT',
      'ECONNREFUSED',
      'ECONNRESET',
      'RequestError',
      'network request',
    ],
    says: 'The package registry cannot be reached. Check the network, or the registry and proxy in your npm configuration, and call this again.',
  },
  {
    signs: ['ENOSPC'],
    says: 'The disk is full. About 3 GB are needed; make room and call this again.',
  },
  {
    signs: [
      'EBADPLATFORM',
      'Unsupported platform',
      'No candidates found for node-bin',
    ],
    says: `There is no Node 24 package for ${process.platform} ${process.arch}. Install Node 24 by other means and call this again with it.`,
  },
  {
    signs: ['EACCES', 'EROFS', 'EPERM'],
    says: 'This folder cannot be written to. Check its permissions and call this again.',
  },
  {
    signs: ['YN0028'],
    says: 'yarn.lock does not fit the package.json files. Run `yarn install` with Yarn 4 and commit yarn.lock.',
  },
];

/** One sentence on what failed and why, and below it the end of what the command printed. */
export function explainFailure(what, output) {
  const cause = CAUSES.find(({ signs }) =>
    signs.some(sign => output.includes(sign)),
  );
  const tail = output.trim().split('\n').slice(-12).join('\n');
  return `${what}. ${
    cause?.says ?? 'What the command printed last is below.'
  }\n${tail}`;
}
