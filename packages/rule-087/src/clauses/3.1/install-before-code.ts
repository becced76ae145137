import { isServiceCode } from '../../model/copies';
import {
  cachingClause,
  imageWithDependencies,
  INSTALLED_BELOW,
} from '../cachingClause';
import { decisionsFor, placeIn } from '../decisions';
import { COPY_CODE } from '../exampleInstructions';

export const installBeforeCode = cachingClause(
  {
    id: '3.1.install-before-code',
    section: '3.1',
    title: 'Install before code',
    severity: 'must',
    rationale:
      'An edit of the service’s code must not install its dependencies again.',
    example: {
      file: 'dockerfile',
      passes: 'RUN if [ -f "pdm.lock.docker" ]; then',
      fails: `${COPY_CODE}\nRUN if [ -f "pdm.lock.docker" ]; then`,
    },
  },
  (timeline, model, standard) => {
    const { pass, fail, unknown } = decisionsFor(model);
    const code = timeline.copied.find(isServiceCode);
    const [install] = timeline.installs;
    if (!install) {
      const image = imageWithDependencies(timeline, standard);
      return image
        ? unknown(INSTALLED_BELOW, image)
        : fail(
            'No pdm install. Write, above the COPY of the service: RUN pdm install --prod',
            code ?? placeIn(timeline.stage),
          );
    }
    return code && timeline.at(code.step) < timeline.at(install.step)
      ? fail(
          'Service code is copied before pdm install, so each edit installs everything again. Move this COPY below the install.',
          code,
        )
      : pass(
          'Dependencies are installed before service code is copied.',
          install.command,
        );
  },
);
