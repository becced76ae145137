import { Clause } from '../Clause';
import {
  fail,
  notApplicable,
  ofComposeService,
  pass,
  unknown,
} from '../placedDecisions';
import {
  placesOf,
  serviceMounts,
  libraryMounts,
  unclearMounts,
} from '../overlayMounts';

export const readOnly: Clause = {
  id: '4.2.readonly',
  section: '4.2',
  title: 'Read-only mounts',
  severity: 'optional',
  rationale: 'A container cannot change what a developer edits.',
  example: {
    file: 'compose',
    passes: '- ./libs:/app/libs:ro',
    fails: '- ./libs:/app/libs',
  },
  decide: (model, standard) =>
    ofComposeService(model, own => {
      const mounts = [
        ...new Set([
          ...serviceMounts(own, model, standard),
          ...libraryMounts(own, model, standard).mounts,
        ]),
      ];
      const writable = mounts.filter(mount => !mount.readOnly);
      if (writable.length > 0) {
        return fail(
          'This mount can be written to. Add :ro',
          writable.map(({ evidence }) => evidence),
        );
      }
      // Whatever a read-only volume brings, it brings it read-only.
      const unclear = unclearMounts(
        { ...own, mounts: own.mounts.filter(mount => !mount.readOnly) },
        [model.directory!, standard.librariesDirectory].flatMap(folder =>
          placesOf(folder, model, standard),
        ),
      );
      if (unclear.length > 0) {
        return unknown(
          'Whether this mounts the source cannot be computed, since a variable in it has no default.',
          unclear,
        );
      }
      return mounts.length === 0
        ? notApplicable('No source is mounted.')
        : pass(
            'The mounts are read-only.',
            mounts.map(({ evidence }) => evidence),
          );
    }),
};
