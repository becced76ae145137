import { createUser } from '../../standard/instructions';
import { chainOf } from '../../dockerfile/DockerfileModel';
import { isServiceCode } from '../../model/copies';
import { imageWithUsers } from '../../model/images';
import { timelineOf } from '../../model/timeline';
import { creationsFor } from '../../model/users';
import { decisionsFor, placeIn } from '../decisions';
import { stageClause } from '../stageClause';
import { COPY_CODE, USERADD } from '../exampleInstructions';

export const userFirst = stageClause(
  'development',
  {
    name: 'user-first',
    title: 'User before code',
    severity: 'should',
    rationale: 'Creating the user stays cached when code changes.',
    example: {
      file: 'dockerfile',
      passes: USERADD,
      fails: `${COPY_CODE}\n${USERADD}`,
    },
  },
  (stage, model, standard) => {
    const { pass, fail, unknown } = decisionsFor(model);
    const timeline = timelineOf(stage, standard);
    const [creation] = creationsFor(stage, chainOf(stage));
    const copied = timeline.copied.filter(isServiceCode);
    // The stage's own COPY, where it has one: what a stage below copies is not development's to order.
    const code = copied.find(({ step }) => step.stage === stage) ?? copied[0];
    if (!creation) {
      const image = imageWithUsers(stage, standard);
      return image
        ? unknown('The user may come from the image.', image)
        : fail(
            `No user is created. Write, above the COPY: RUN ${createUser(
              standard.user,
            )}`,
            placeIn(stage),
          );
    }
    return code && timeline.at(code.step) < timeline.at(creation.step)
      ? fail(
          'The user is created after service code is copied. Move this RUN above the COPY.',
          creation.command,
        )
      : pass(
          'The user is created before service code is copied.',
          creation.command,
        );
  },
);
