import { closureOf } from '../../dockerfile/DockerfileModel';
import {
  hasOption,
  invocationsOf,
  isPdmInstall,
} from '../../dockerfile/programs';
import { unknownImageOf } from '../../model/images';
import { acceptedImage, INSTALLED_BELOW } from '../cachingClause';
import { Clause } from '../Clause';
import { decisionsFor, worstOf } from '../decisions';

export const installProd: Clause = {
  id: '3.1.install-prod',
  section: '3.1',
  title: 'Production dependencies only',
  severity: 'must',
  rationale: 'Test tools and linters do not belong into production.',
  example: {
    file: 'dockerfile',
    passes: 'pdm install --prod --lockfile pdm.lock.docker',
    fails: 'pdm install --lockfile pdm.lock.docker',
  },
  decide(model, standard) {
    const { pass, fail, unknown, notApplicable } = decisionsFor(model);
    const accepted = acceptedImage(model, standard);
    const stage = model.stages.production ?? model.runtimeStages.at(-1)!;
    const installs = invocationsOf(closureOf(stage)).filter(({ command }) =>
      isPdmInstall(command),
    );
    if (installs.length === 0 && accepted) return pass(accepted, stage.from);
    if (installs.length === 0) {
      const image = unknownImageOf(stage, standard);
      return image
        ? unknown(INSTALLED_BELOW, image)
        : notApplicable('Production has no pdm install.');
    }
    return worstOf(
      installs.map(({ command }) =>
        hasOption(command, '--prod', '--production')
          ? pass(
              'Every pdm install on the way to production has --prod.',
              command,
            )
          : fail(
              'Development dependencies reach production. Write pdm install --prod here, and install the dev groups in development.',
              command,
            ),
      ),
    );
  },
};
