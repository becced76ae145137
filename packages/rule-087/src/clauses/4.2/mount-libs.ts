import { Clause } from '../Clause';
import { ofComposeService, pass } from '../placedDecisions';
import { libraryMounts, missingMount } from '../overlayMounts';

export const mountLibraries: Clause = {
  id: '4.2.mount-libs',
  section: '4.2',
  title: 'Library sources mounted',
  severity: 'must',
  rationale: 'An edit of a shared library shows in every service that uses it.',
  example: {
    file: 'compose',
    passes: '- ./libs:/app/libs:ro',
    fails: '- ./libs/common_core:/app/libs/common_core:ro',
  },
  decide: (model, standard) =>
    ofComposeService(model, own => {
      const { mounts, missing } = libraryMounts(own, model, standard);
      return missing.length === 0
        ? pass(
            'The libraries are mounted.',
            mounts.map(({ evidence }) => evidence),
          )
        : missingMount(own, missing[0], model, standard);
    }),
};
