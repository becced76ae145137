import { changeOwner, createUser } from '../../standard/instructions';
import { chainOf } from '../../dockerfile/DockerfileModel';
import { imageWithUsers } from '../../model/images';
import { creationsFor, ownershipsOf } from '../../model/users';
import { decisionsFor, placeIn } from '../decisions';
import { stageClause } from '../stageClause';
import { USERADD } from '../exampleInstructions';

export const userChownLayer = stageClause(
  'production',
  {
    name: 'user-chown-layer',
    title: 'User and ownership in one layer',
    severity: 'should',
    rationale: 'A chown in a layer of its own stores every file again.',
    example: {
      file: 'dockerfile',
      passes: `${USERADD} \\\n    && chown -R appuser:appuser /app`,
      fails: `${USERADD}\nRUN chown -R appuser:appuser /app`,
    },
  },
  (stage, model, standard) => {
    const { pass, fail, unknown } = decisionsFor(model);
    const given = ownershipsOf(stage, standard, model.name);
    const creations = creationsFor(stage, [stage]);
    const [creation] = creations;
    const [inherited] = creationsFor(stage, chainOf(stage));
    const write = `Write: RUN ${createUser(standard.user)} && ${changeOwner(
      standard,
      standard.user,
    )}`;
    const image = imageWithUsers(stage, standard);
    if (!creation && !inherited && image) {
      return unknown('The user may come from the image.', image);
    }
    if (!creation)
      return fail(
        `Production does not create the user itself. ${write}`,
        inherited?.command ?? placeIn(stage),
      );
    const giving = new Set(given.map(({ step }) => step));
    const both = creations.find(({ step }) => giving.has(step));
    return both
      ? pass('User and ownership are set in one RUN.', both.step.instruction)
      : fail(
          `User and ownership are not set in one RUN. ${write}`,
          creation.step.instruction,
        );
  },
);
