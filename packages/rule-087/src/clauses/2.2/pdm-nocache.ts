import { INSTALL_PDM } from '../../standard/instructions';
import {
  hasOption,
  installsPdm,
  invocationsOf,
  pipInstallsPdm,
} from '../../dockerfile/programs';
import { firstUnknownImage } from '../../model/images';
import { Clause } from '../Clause';
import { decisionsFor, worstOf } from '../decisions';

export const pdmNoCache: Clause = {
  id: '2.2.pdm-nocache',
  section: '2.2',
  title: 'PDM without cache',
  severity: 'must',
  rationale: 'pip’s cache in a layer is dead weight.',
  example: {
    file: 'dockerfile',
    passes: INSTALL_PDM,
    fails: 'RUN pip install pdm',
  },
  decide(model, standard) {
    const { pass, fail, unknown } = decisionsFor(model);
    const installs = invocationsOf(model.dockerfile.stages).filter(
      ({ command }) => installsPdm(command),
    );
    if (installs.length === 0) {
      const image = firstUnknownImage(model, standard);
      return image
        ? unknown(
            'No stage installs PDM; the image may hold it already.',
            image,
          )
        : fail(
            `PDM is installed nowhere. Write: ${INSTALL_PDM}`,
            model.dockerfile.stages[0].from,
          );
    }
    return worstOf(
      installs.map(({ command }) => {
        if (!pipInstallsPdm(command)) {
          return fail(
            `PDM is installed by another tool than pip. Write: ${INSTALL_PDM}`,
            command,
          );
        }
        return hasOption(command, '--no-cache-dir')
          ? pass('PDM is installed without pip’s cache.', command)
          : fail(
              `PDM is installed with pip’s cache. Write: ${INSTALL_PDM}`,
              command,
            );
      }),
    );
  },
};
