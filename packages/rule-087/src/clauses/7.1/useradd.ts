import { createUser } from '../../standard/instructions';
import { closureOf } from '../../dockerfile/DockerfileModel';
import { hasOption, invocationsOf } from '../../dockerfile/programs';
import { imageWithUsers } from '../../model/images';
import { creationsFor } from '../../model/users';
import { Clause } from '../Clause';
import { decisionsFor, placeIn, worstOf } from '../decisions';
import { USERADD } from '../exampleInstructions';

export const useradd: Clause = {
  id: '7.1.useradd',
  section: '7.1',
  title: 'System user',
  severity: 'must',
  rationale:
    'A system user without login records: useradd -r with --no-log-init keeps the layer small.',
  example: {
    file: 'dockerfile',
    passes: USERADD,
    fails: 'RUN useradd -m appuser',
  },
  decide(model, standard) {
    const { pass, fail, unknown } = decisionsFor(model);
    const write = `Write: RUN ${createUser(standard.user)}`;
    return worstOf(
      model.runtimeStages.flatMap(stage => {
        const creations = creationsFor(stage, closureOf(stage));
        if (creations.length === 0) {
          const image = imageWithUsers(stage, standard);
          return image
            ? unknown('No user is created; it may come from the image.', image)
            : fail(`No user is created. ${write}`, placeIn(stage));
        }
        const hasGroup = invocationsOf(closureOf(stage)).some(
          ({ command }) =>
            command.name === 'groupadd' && hasOption(command, '-r', '--system'),
        );
        return creations.map(({ command }) => {
          const lacks = [
            !hasOption(command, '--no-log-init', '-l') && '--no-log-init',
            !hasOption(command, '-r', '--system') && '-r',
            !hasOption(command, '-g', '--gid') && '-g',
            !hasGroup && 'groupadd -r',
          ].filter(item => item !== false);
          if (command.name !== 'useradd') {
            return fail(
              `The user is made by ${command.name}; the rule wants useradd. ${write}`,
              command,
            );
          }
          return lacks.length === 0
            ? pass('The user is made as the rule wants it.', command)
            : fail(
                `The user is made without ${lacks.join(', ')}. ${write}`,
                command,
              );
        });
      }),
    );
  },
};
