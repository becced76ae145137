import {
  chainOf,
  copiedFromContext,
  creationsFor,
  isServiceCode,
  ownershipFor,
  sameUser,
  Stage,
  Step,
  timelineOf,
  userOf,
} from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import {
  ClauseFix,
  ClauseFixes,
  ofEach,
  ofStage,
  Refusal,
  refuse,
  FixContext,
} from '../ClauseFix';
import { addToStage } from './places';
import {
  chownLine,
  isOwnership,
  makesUser,
  ownerFor,
  runtimeUser,
} from '../steps/users';

/** Development makes the user before the code, production after it and in one layer with the ownership. */
export const makeUser = (
  stage: Stage,
  fixContext: FixContext,
): Edit[] | Refusal => {
  const { dockerfile, model, standard } = fixContext;
  const user = runtimeUser(stage, fixContext);
  if ('reason' in user) return user;
  const { name, creation } = user;
  const edits: Edit[] = [];
  if (creation && stage === model.stages.production) {
    const text = `RUN ${creation.join(' && ')}${dockerfile.continued([
      `&& chown -R ${name}:${name} ${standard.appDirectory}`,
    ])}`;
    edits.push(addToStage(fixContext, stage, [text, '']));
  } else if (creation) {
    const [code] = copiedFromContext([stage], standard).filter(isServiceCode);
    const text = `RUN ${creation.join(' && ')}`;
    edits.push(
      code
        ? dockerfile.insertBefore(code.step.instruction, [text])
        : dockerfile.insertAfter(stage.from, ['', text]),
    );
  }
  const own = stage.steps.findLast(
    ({ instruction }) => instruction === stage.user?.instruction,
  );
  const isLast =
    own &&
    !stage.steps
      .slice(stage.steps.indexOf(own))
      .some(({ instruction }) =>
        ['RUN', 'COPY', 'ADD'].includes(instruction.keyword),
      );
  if (userOf(stage).name === name) return edits;
  edits.push(
    isLast
      ? dockerfile.replace(own.instruction, dockerfile.inStyle(`USER ${name}`))
      : addToStage(fixContext, stage, [`USER ${name}`]),
  );
  return edits;
};

/** Whoever runs a stage owns what is in it: by a chown before USER, or by the COPY where that comes later. */
function giveOwnership(stage: Stage, fixContext: FixContext): Edit[] | Refusal {
  const { dockerfile, model, standard } = fixContext;
  const user = runtimeUser(stage, fixContext);
  if ('reason' in user) return user;
  if (user.creation) return makeUser(stage, fixContext);
  const { name } = user;
  const given = ownerFor(stage, name);
  const { gifts, takenBack } = ownershipFor(
    stage,
    sameUser(stage, name),
    standard,
    model.name,
  );
  const timeline = timelineOf(stage, standard);
  const place = timeline.steps.find(
    ({ instruction }) => instruction === stage.user?.instruction,
  );
  const isEarly = gifts.some(
    ({ step }) => !place || timeline.at(step) < timeline.at(place),
  );
  if (takenBack && (isEarly || gifts.length > 0)) {
    const { instruction } = takenBack.step;
    const owner = instruction.flags.get('chown');
    return [
      owner
        ? dockerfile.replace(owner, `--chown=${given}`)
        : dockerfile.insert(
            instruction.start + instruction.keyword.length,
            ` --chown=${given}`,
          ),
    ];
  }
  return place
    ? [
        dockerfile.insertBefore(place.instruction, [
          chownLine(given, fixContext),
          '',
        ]),
      ]
    : refuse('The stage has no USER.');
}

const userFirst = ofStage('development', (stage, fixContext) => {
  const { dockerfile, standard } = fixContext;
  const [creation] = creationsFor(stage, chainOf(stage));
  if (!creation) return makeUser(stage, fixContext);
  const [code] = copiedFromContext([stage], standard).filter(isServiceCode);
  if (!code || creation.step.stage !== stage)
    return refuse('The user is made in another stage.');
  const { instruction } = creation.step;
  const row = dockerfile.commandsInRow(creation.step);
  const making = row?.filter(makesUser) ?? [];
  if (!row || making.length === 0)
    return refuse('What else this RUN does may need the code.');
  if (making.length === row.length)
    return dockerfile.moveBefore(instruction, code.step.instruction);
  const line = `RUN ${making
    .map(command => dockerfile.slice(command))
    .join(' && ')}`;
  return [
    ...dockerfile.removeFromRow(row, making),
    dockerfile.insertBefore(code.step.instruction, [line]),
  ];
});

/** The RUN that makes the user goes down to the chown, or takes it over. */
const userChownLayer = ofStage('production', (stage, fixContext) => {
  const { dockerfile, standard } = fixContext;
  const [creation] = creationsFor(stage, [stage]);
  if (!creation) return refuse('The user is made in another stage.');
  const { name } = userOf(stage);
  if (name === undefined) return refuse('USER cannot be computed.');
  const row = dockerfile.commandsInRow(creation.step);
  if (!row?.every(makesUser))
    return refuse('What else this RUN does is not known.');
  const chown = stage.steps.find(step => step.commands.some(isOwnership));
  const owning = chown && dockerfile.commandsInRow(chown);
  if (!chown) {
    const text = `&& chown -R ${name}:${name} ${standard.appDirectory}`;
    return [
      dockerfile.insert(
        creation.step.instruction.end,
        dockerfile.continued([text]),
      ),
    ];
  }
  if (!owning || chown === creation.step)
    return refuse('What else this RUN does is not known.');
  const making = row.map(command => dockerfile.slice(command)).join(' && ');
  return [
    dockerfile.remove(creation.step.instruction),
    dockerfile.insert(
      owning[0].start,
      `${making} ${dockerfile.escape}${dockerfile.lineEnd}    && `,
    ),
  ];
});

/** Every place that names the user names the standard's. */
const userName = ofStage(
  'development',
  (stage, { dockerfile, model, standard }) => {
    const { name } = userOf(stage);
    if (name === undefined || /^\d+$/.test(name))
      return refuse(
        'The user is named by a number that nothing here explains.',
      );
    const renamed = (text: string) =>
      text
        .split(':')
        .map(part => (part === name ? standard.user : part))
        .join(':');
    const steps = model.dockerfile.stages.flatMap(({ steps: own }) => own);
    const other = model.dockerfile.instructions.some(
      ({ keyword, body }) =>
        ['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ENV', 'VOLUME'].includes(
          keyword,
        ) &&
        new RegExp(`(^|[\\s"'=/])${name}($|[\\s"':])`).test(body.text) &&
        name !== standard.appDirectory.slice(1),
    );
    if (other)
      return refuse(`${name} is named where it may mean something else.`);
    return ofEach(steps, (step: Step) => {
      const { instruction, commands } = step;
      const edits: Edit[] = [];
      if (instruction.keyword === 'USER') {
        const [word] = instruction.body.words();
        if (word && renamed(word.text) !== word.text)
          edits.push(dockerfile.replace(word, renamed(word.text)));
      }
      const owner = instruction.flags.get('chown');
      if (owner && renamed(owner.text) !== owner.text)
        edits.push(dockerfile.replace(owner, `--chown=${renamed(owner.text)}`));
      for (const command of commands) {
        const isAbout = makesUser(command) || command.name === 'chown';
        for (const word of command.words) {
          if (renamed(word.text) === word.text) continue;
          if (!isAbout || !dockerfile.isWritten(command, word))
            return refuse(`${name} is named where it may mean something else.`);
          edits.push(dockerfile.replace(word, renamed(word.text)));
        }
      }
      return edits;
    });
  },
);

const nonroot: ClauseFix = fixContext => {
  const stages = fixContext.model.runtimeStages.filter(
    stage => userOf(stage).isRoot,
  );
  return ofEach(stages, stage => makeUser(stage, fixContext));
};

const owner: ClauseFix = fixContext => {
  const { model, standard } = fixContext;
  const stages = model.runtimeStages.filter(stage => {
    const { isRoot, name } = userOf(stage);
    const { gifts, takenBack } = ownershipFor(
      stage,
      sameUser(stage, name),
      standard,
      model.name,
    );
    return !isRoot && (gifts.length === 0 || takenBack);
  });
  return ofEach(stages, stage => giveOwnership(stage, fixContext));
};

export const runtimeUserFixes: ClauseFixes = {
  '4.1.user-first': userFirst,
  '4.1.chown': ofStage('development', giveOwnership),
  '4.1.user': ofStage('development', makeUser),
  '5.1.user': ofStage('production', makeUser),
  '4.1.user-name': userName,
  '5.1.user-chown-layer': userChownLayer,
  '7.1.owner': owner,
  '7.1.nonroot': nonroot,
};
