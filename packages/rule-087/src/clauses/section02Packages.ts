import { chainOf, closureOf, Step } from '../dockerfile/DockerfileModel';
import {
  aptInstallsOf,
  aptVerb,
  hasOption,
  installsPdm,
  invocationsOf,
  pdmVerb,
  pipInstallsPdm,
  pipRequirements,
} from '../dockerfile/programs';
import { ShellCommand } from '../dockerfile/shellCommands';
import { Value } from '../dockerfile/Value';
import { firstUnknownImage, unknownImageOf } from '../model/images';
import { Clause } from './Clause';
import { decisionsFor, stageLabel, worstOf } from './decisions';

const APT_EXAMPLE =
  'RUN apt-get update && apt-get install -y --no-install-recommends … && rm -rf /var/lib/apt/lists/*';

const aptFlags: Clause = {
  id: '2.2.apt-flags',
  section: '2.2',
  title: 'apt-get install',
  severity: 'must',
  rationale:
    'Package lists are fresh when they are used and gone from the layer; nothing unasked is installed.',
  decide(model) {
    const { pass, fail, notApplicable } = decisionsFor(model);
    const steps = new Set(
      aptInstallsOf(model.dockerfile.stages).map(({ step }) => step),
    );
    const decisions = [...steps].flatMap(({ commands }) => {
      const verbs = commands.map(aptVerb);
      const firstUpdate = verbs.indexOf('update');
      const lastRemoval = commands.findLastIndex(removesLists);
      return commands.flatMap((command, index) => {
        if (verbs[index] !== 'install') return [];
        const missing = [
          (firstUpdate === -1 || firstUpdate > index) &&
            'apt-get update before it in the same RUN',
          !hasOption(command, '-y', '--yes', '--assume-yes') && '-y',
          !hasOption(command, '--no-install-recommends') &&
            '--no-install-recommends',
          lastRemoval < index &&
            'rm -rf /var/lib/apt/lists/* after it in the same RUN',
        ].filter(item => item !== false);
        return missing.length === 0
          ? [pass('Every apt-get install is as the rule wants it.', command)]
          : [
              fail(
                `This apt-get install lacks ${missing.join(
                  ', ',
                )}. Write: ${APT_EXAMPLE}`,
                command,
              ),
            ];
      });
    });
    return decisions.length === 0
      ? notApplicable('No stage installs system packages with apt-get.')
      : worstOf(decisions);
  },
};

function removesLists({ name, words }: ShellCommand): boolean {
  return (
    name === 'rm' &&
    words.some(({ text }) => /^\/var\/lib\/apt\/lists(\/\*?)?$/.test(text))
  );
}

const aptPackageNames: Clause = {
  id: '2.2.apt-packages',
  section: '2.2',
  title: 'System packages',
  severity: 'should',
  rationale:
    'Health checks need curl; Python packages without wheels need a compiler and Python’s headers.',
  decide(model, standard) {
    const { pass, fail, unknown } = decisionsFor(model);
    return worstOf(
      model.runtimeStages.map(stage => {
        const installs = aptInstallsOf(closureOf(stage));
        const packages = installs.flatMap(install => install.packages);
        const missing = standard.aptPackages.filter(
          name => !packages.includes(name),
        );
        const named = installs.filter(install =>
          install.packages.some(name => standard.aptPackages.includes(name)),
        );
        const where = (named.length > 0 ? named : installs).map(
          ({ command }) => command,
        );
        const unclear = packages.find(name => name.startsWith('$'));
        if (missing.length > 0 && unclear) {
          return unknown(
            `${missing.join(
              ', ',
            )} may be among ${unclear}, which cannot be computed.`,
            where,
          );
        }
        if (missing.length > 0) {
          const image = unknownImageOf(stage, standard);
          return image
            ? unknown(
                `${missing.join(', ')} may be in the image that ${stageLabel(
                  stage,
                )} rests on or copies from.`,
                image,
              )
            : fail(
                `${missing.join(', ')} not installed for ${stageLabel(
                  stage,
                )}. Add to the apt-get install: ${missing.join(' ')}`,
                where.at(-1) ?? closureOf(stage)[0].from,
              );
        }
        const further = [
          ...new Set(
            packages.filter(name => !standard.aptPackages.includes(name)),
          ),
        ];
        return pass(
          further.length === 0
            ? 'curl, build-essential and python3-dev are installed.'
            : `The wanted packages are installed, and further: ${further.join(
                ', ',
              )}.`,
          where,
        );
      }),
    );
  },
};

const pdmNoCache: Clause = {
  id: '2.2.pdm-nocache',
  section: '2.2',
  title: 'PDM without cache',
  severity: 'must',
  rationale: 'pip’s cache in a layer is dead weight.',
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
            'PDM is installed nowhere. Write: RUN pip install --no-cache-dir pdm',
            model.dockerfile.stages[0].from,
          );
    }
    return worstOf(
      installs.map(({ command }) => {
        if (!pipInstallsPdm(command)) {
          return fail(
            'PDM is installed by another tool than pip. Write: RUN pip install --no-cache-dir pdm',
            command,
          );
        }
        return hasOption(command, '--no-cache-dir')
          ? pass('PDM is installed without pip’s cache.', command)
          : fail(
              'PDM is installed with pip’s cache. Write: RUN pip install --no-cache-dir pdm',
              command,
            );
      }),
    );
  },
};

const pdmOwnLayer: Clause = {
  id: '9.1.pdm-own-layer',
  section: '9.1',
  title: 'PDM in its own layer',
  severity: 'should',
  rationale:
    'A change of system packages does not fetch PDM again, nor the other way round.',
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
              'PDM shares its RUN with other commands. Give it one of its own: RUN pip install --no-cache-dir pdm',
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

const workdirApp: Clause = {
  id: '2.2.workdir-app',
  section: '2.2',
  title: 'Working directory of base',
  severity: 'must',
  rationale: 'Every path of the rule begins at /app.',
  decide(model, standard) {
    const { pass, fail, unknown } = decisionsFor(model);
    const stage = model.stages.base ?? chainOf(model.runtimeStages[0])[0];
    const write = `Write: WORKDIR ${standard.appDirectory}`;
    const workdirs = stage.steps.filter(
      ({ instruction }) => instruction.keyword === 'WORKDIR',
    );
    const right = workdirs.find(step => {
      const value = workdirAfter(step);
      return value.known && value.text === standard.appDirectory;
    });
    if (right) {
      return pass(
        `${stageLabel(stage)} sets WORKDIR ${standard.appDirectory}.`,
        right.instruction,
      );
    }
    const unclear = workdirs.find(step => !workdirAfter(step).known);
    if (unclear) {
      return unknown(
        `WORKDIR cannot be computed. ${write}`,
        unclear.instruction,
      );
    }
    return fail(
      `${stageLabel(stage)} does not set WORKDIR ${
        standard.appDirectory
      }. ${write}`,
      workdirs[0]?.instruction ?? stage.from,
    );
  },
};

/** The working directory in which the next instruction runs. */
function workdirAfter(step: Step): Value {
  const { steps, workdir } = step.stage;
  return steps[steps.indexOf(step) + 1]?.workdir ?? workdir.value;
}

export const section02Packages: Clause[] = [
  aptFlags,
  aptPackageNames,
  pdmNoCache,
  pdmOwnLayer,
  workdirApp,
];
