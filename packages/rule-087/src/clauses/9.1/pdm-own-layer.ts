import { INSTALL_PDM } from '../../standard/instructions';
import {
  installsPdm,
  invocationsOf,
  pdmVerb,
  pipRequirements,
} from '../../dockerfile/programs';
import { ShellCommand } from '../../dockerfile/shellCommands';
import { firstUnknownImage } from '../../model/images';
import { Clause } from '../Clause';
import { decisionsFor, worstOf } from '../decisions';

export const pdmOwnLayer: Clause = {
  id: '9.1.pdm-own-layer',
  section: '9.1',
  title: 'PDM in its own layer',
  severity: 'should',
  rationale:
    'A change of system packages does not fetch PDM again, nor the other way round.',
  example: {
    file: 'dockerfile',
    passes: INSTALL_PDM,
    fails: 'RUN apt-get clean && pip install --no-cache-dir pdm',
  },
  decide(model, standard) {
    const { pass, fail, unknown, notApplicable } = decisionsFor(model);
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
        : notApplicable('PDM is installed nowhere.');
    }
    const shared = new Set(
      [...new Set(installs.map(({ step }) => step))].filter(
        ({ commands }) => !commands.every(servesPdm),
      ),
    );
    return worstOf(
      installs.map(({ step, command }) =>
        shared.has(step)
          ? fail(
              `PDM shares its RUN with other commands. Give it one of its own: ${INSTALL_PDM}`,
              command,
            )
          : pass('PDM has a RUN of its own.', command),
      ),
    );
  },
};

/** What `pip` is often brought up to date with before it installs PDM. */
const PIP_TOOLS = /^(pip|setuptools|wheel|pipx|uv|pdm)\b/i;

/** Whether a command may stand in the RUN that installs PDM: it is about pip, about PDM itself, or leaves nothing behind. */
function servesPdm(command: ShellCommand): boolean {
  const requirements = pipRequirements(command);
  if (requirements) return requirements.every(name => PIP_TOOLS.test(name));
  const verb = pdmVerb(command);
  if (verb !== undefined) return !['install', 'sync', 'lock'].includes(verb);
  return (
    installsPdm(command) ||
    /^(set|cd|export|echo|rm|true|which|ln|pip[\d.]*|python[\d.]*|pdm|curl|wget|sha\d+sum|(ba)?sh)$/.test(
      command.name,
    )
  );
}
