import { contains } from '../../compose/paths';
import { Clause } from '../Clause';
import {
  fail,
  notApplicable,
  ofComposeService,
  pass,
  unknown,
} from '../placedDecisions';
import { placesOf, unclearMounts } from '../overlayMounts';

export const packagesShadowed: Clause = {
  id: '4.2.packages-shadowed',
  section: '4.2',
  title: 'Packages under the mount',
  severity: 'should',
  rationale:
    'PDM installs into __pypackages__ in the service’s folder; a mount over it hides them, and the container starts without its dependencies.',
  example: {
    file: 'compose',
    passes: '- /app/services/identity_service/__pypackages__',
    fails: '- /app/services/identity_service/.cache',
  },
  decide: (model, standard) =>
    ofComposeService(model, own => {
      const places = placesOf(model.directory!, model, standard);
      const packages = places.map(place => `${place}/__pypackages__`);
      const covers = own.mounts.filter(
        ({ type, target }) =>
          type === 'bind' && places.some(place => contains(target, place)),
      );
      const cover = covers.find(({ isUnclear }) => !isUnclear);
      const nested = own.mounts.find(
        ({ type, target }) => type === 'volume' && packages.includes(target),
      );
      const unclear = unclearMounts(own, [...places, ...packages]);
      if (nested && covers.length > 0)
        return pass(
          'A volume keeps __pypackages__ reachable.',
          nested.evidence,
        );
      if (unclear.length > 0) {
        return unknown(
          'A volume cannot be computed, since a variable in it has no default.',
          unclear,
        );
      }
      return cover
        ? fail(
            `This mount hides __pypackages__, and the container starts without its dependencies. Add to volumes: - ${packages[0]}`,
            cover.evidence,
          )
        : notApplicable("No mount covers the service's folder.");
    }),
};
