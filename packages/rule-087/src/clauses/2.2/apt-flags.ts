import {
  installSystemPackages,
  REMOVE_PACKAGE_LISTS,
} from '../../standard/instructions';
import { aptInstallsOf, aptVerb, hasOption } from '../../dockerfile/programs';
import { ShellCommand } from '../../dockerfile/shellCommands';
import { Clause } from '../Clause';
import { decisionsFor, worstOf } from '../decisions';

export const aptFlags: Clause = {
  id: '2.2.apt-flags',
  section: '2.2',
  title: 'apt-get install',
  severity: 'must',
  rationale:
    'Package lists are fresh when they are used and gone from the layer; nothing unasked is installed.',
  example: {
    file: 'dockerfile',
    passes:
      'RUN apt-get update && apt-get install -y \\\n    --no-install-recommends \\\n',
    fails: 'RUN apt-get update && apt-get install -y \\\n',
  },
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
            `${REMOVE_PACKAGE_LISTS} after it in the same RUN`,
        ].filter(item => item !== false);
        return missing.length === 0
          ? [pass('Every apt-get install is as the rule wants it.', command)]
          : [
              fail(
                `This apt-get install lacks ${missing.join(
                  ', ',
                )}. Write: ${installSystemPackages('…')}`,
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
