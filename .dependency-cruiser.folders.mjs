import { options, tests } from './.dependency-cruiser.mjs';

/*
 * Folders do not import each other both ways. This is a run of its own, without tests: a test of one folder may use the
 * real part of another, and dependency-cruiser cannot tell a test from the rest when it compares folders.
 */
export default {
  forbidden: [
    {
      name: 'rooms-without-circle',
      comment:
        'Two folders that import each other are one room: move the shared part below both.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    ...options,
    exclude: { path: `${options.exclude.path}|${tests}` },
  },
};
