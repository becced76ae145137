import { chainOf, Stage, Step } from '../../dockerfile/DockerfileModel';
import { copiedFromContext, isServiceCode } from '../../model/copies';
import { portsOf } from '../../model/servicePorts';
import { timelineOf } from '../../model/timeline';
import {
  creationsFor,
  ownershipFor,
  sameUser,
  userOf,
} from '../../model/users';
import { Edit } from '../text/Edit';
import {
  Mend,
  Mends,
  ofEach,
  ofStage,
  Refusal,
  refuse,
  serviceFolder,
  Situation,
} from '../Mend';
import { needsHttpPort, portVariables } from './ports';
import {
  chownLine,
  configurationOf,
  hasUser,
  isOwnership,
  makesUser,
  runtimeUser,
  userCommands,
} from './users';

/** Puts lines at the end of a stage, above what it is configured with. */
function addToStage(
  { dockerfile }: Situation,
  stage: Stage,
  lines: string[],
): Edit {
  const next = configurationOf(stage);
  return next
    ? dockerfile.insertBefore(next.instruction, lines)
    : dockerfile.insertAfter(
        stage.steps.at(-1)?.instruction ?? stage.from,
        stage.steps.length === 0 ? ['', ...lines] : lines,
      );
}

/** Puts a line below the last of some instructions. */
function addBelow(
  { dockerfile }: Situation,
  stage: Stage,
  keywords: string[],
  line: string,
): Edit {
  const last = stage.steps.findLast(({ instruction }) =>
    keywords.includes(instruction.keyword),
  );
  return dockerfile.insertAfter(last?.instruction ?? stage.from, [line]);
}

const copyCode = (stage: Stage, situation: Situation) => {
  const { dockerfile, standard } = situation;
  const folder = serviceFolder(situation);
  const code = copiedFromContext([stage], standard).filter(isServiceCode);
  if (
    code.some(
      ({ path, kind }) => kind === 'everything' || path.startsWith(folder),
    )
  )
    return refuse('Service code is copied from or to another place.');
  const line = `COPY ${folder}/ ${standard.appDirectory}/${folder}/`;
  const owned = stage.steps.find(({ commands }) => commands.some(isOwnership));
  const [creation] = creationsFor(stage, [stage]);
  if (owned) return [dockerfile.insertBefore(owned.instruction, [line, ''])];
  return creation
    ? [dockerfile.insertAfter(creation.step.instruction, ['', line])]
    : [addToStage(situation, stage, [line, ''])];
};

/** Development makes the user before the code, production after it and in one layer with the ownership. */
const user = (stage: Stage, situation: Situation): Edit[] => {
  const { dockerfile, model, standard } = situation;
  const name = runtimeUser(stage, situation);
  const edits: Edit[] = [];
  if (!hasUser(stage, situation)) {
    const commands = userCommands(name);
    if (stage === model.stages.production) {
      const text = `RUN ${commands.join(' && ')}${dockerfile.continued([
        `&& chown -R ${name}:${name} ${standard.appDirectory}`,
      ])}`;
      edits.push(addToStage(situation, stage, [text, '']));
    } else {
      const [code] = copiedFromContext([stage], standard).filter(isServiceCode);
      const text = `RUN ${commands.join(' && ')}`;
      edits.push(
        code
          ? dockerfile.insertBefore(code.step.instruction, [text])
          : dockerfile.insertAfter(stage.from, ['', text]),
      );
    }
  }
  const own = stage.user?.instruction;
  const isOwn = stage.steps.some(({ instruction }) => instruction === own);
  const isLast =
    isOwn &&
    !stage.steps
      .slice(stage.steps.findIndex(step => step.instruction === own))
      .some(({ instruction }) =>
        ['RUN', 'COPY', 'ADD'].includes(instruction.keyword),
      );
  edits.push(
    own && isLast
      ? dockerfile.replace(own, `USER ${name}`)
      : addToStage(situation, stage, [`USER ${name}`]),
  );
  return edits;
};

/** Whoever runs a stage owns what is in it: by a chown before USER, or by the COPY where that comes later. */
function giveOwnership(stage: Stage, situation: Situation): Edit[] | Refusal {
  const { dockerfile, model, standard } = situation;
  const { name } = userOf(stage);
  if (name === undefined) return refuse('USER cannot be computed.');
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
        ? dockerfile.replace(owner, `--chown=${name}:${name}`)
        : dockerfile.insert(
            instruction.start + instruction.keyword.length,
            ` --chown=${name}:${name}`,
          ),
    ];
  }
  return place
    ? [
        dockerfile.insertBefore(place.instruction, [
          chownLine(name, situation),
          '',
        ]),
      ]
    : refuse('The stage has no USER.');
}

const workdir = (stage: Stage, situation: Situation) => {
  const { dockerfile, standard } = situation;
  const line = `WORKDIR ${standard.appDirectory}/${serviceFolder(situation)}`;
  const last = stage.steps.findLastIndex(({ instruction }) =>
    ['RUN', 'COPY', 'ADD'].includes(instruction.keyword),
  );
  const own = stage.steps
    .slice(last + 1)
    .findLast(({ instruction }) => instruction.keyword === 'WORKDIR');
  return own
    ? [dockerfile.replace(own.instruction, line)]
    : [addBelow(situation, stage, ['RUN', 'COPY', 'ADD', 'USER', 'ENV'], line)];
};

const expose = (stage: Stage, situation: Situation) => {
  const { model } = situation;
  const names = portVariables(situation);
  const ports = portsOf(model, stage);
  const wanted = [
    { port: ports.http?.port, name: ports.http?.variable.name ?? names.http },
    {
      port: ports.prometheus?.port,
      name: ports.prometheus?.variable.name ?? names.prometheus,
    },
  ];
  if (wanted.some(({ name }) => !stage.scope.variable(name)))
    return needsHttpPort(situation);
  const missing = wanted.filter(
    ({ port }) =>
      !stage.exposed.some(
        exposed => exposed.port.known && exposed.port.text === `${port}/tcp`,
      ),
  );
  const words = missing.map(({ name }) => `\${${name}}`);
  const own = stage.steps.findLast(
    ({ instruction }) => instruction.keyword === 'EXPOSE',
  );
  const { dockerfile } = situation;
  if (own) {
    const { instruction } = own;
    const isEmpty = instruction.body.text === '';
    return isEmpty
      ? refuse('EXPOSE names no port.')
      : [
          dockerfile.insert(
            instruction.end,
            words.map(word => ` ${word}`).join(''),
          ),
        ];
  }
  const line = `EXPOSE ${words.join(' ')}`;
  return [
    addBelow(
      situation,
      stage,
      ['RUN', 'COPY', 'ADD', 'USER', 'WORKDIR', 'ENV'],
      line,
    ),
  ];
};

const LAUNCHER = /(^|\/)(tini|tini-static|dumb-init|docker-init|catatonit)$/;

export function setCommand(
  stage: Stage,
  { dockerfile, standard }: Situation,
): Edit[] | Refusal {
  const line = `CMD ${JSON.stringify(standard.command).replaceAll(',', ', ')}`;
  const { entrypoint, command } = stage;
  if (entrypoint && !LAUNCHER.test(entrypoint.args[0] ?? '')) {
    return refuse(
      `What ENTRYPOINT ${entrypoint.args.join(
        ' ',
      )} does with a command is not seen here.`,
    );
  }
  const own = stage.steps.findLast(
    ({ instruction }) => instruction === command?.instruction,
  );
  if (own && dockerfile.hasComments(own.instruction))
    return refuse('Comments stand within the CMD.');
  return own
    ? [dockerfile.replace(own.instruction, line)]
    : [
        dockerfile.insertAfter(stage.steps.at(-1)?.instruction ?? stage.from, [
          line,
        ]),
      ];
}

const userFirst = ofStage('development', (stage, situation) => {
  const { dockerfile, standard } = situation;
  const [creation] = creationsFor(stage, chainOf(stage));
  if (!creation) return user(stage, situation);
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
const userChownLayer = ofStage('production', (stage, situation) => {
  const { dockerfile, standard } = situation;
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

const nonroot: Mend = situation => {
  const stages = situation.model.runtimeStages.filter(
    stage => userOf(stage).isRoot,
  );
  return ofEach(stages, stage => user(stage, situation));
};

const owner: Mend = situation => {
  const { model, standard } = situation;
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
  return ofEach(stages, stage => giveOwnership(stage, situation));
};

const both = (
  name: string,
  mend: (stage: Stage, situation: Situation) => Edit[] | Refusal,
): Mends => ({
  [`4.1.${name}`]: ofStage('development', mend),
  [`5.1.${name}`]: ofStage('production', mend),
});

export const runtimeStageMends: Mends = {
  '4.1.user-first': userFirst,
  ...both('copy-code', copyCode),
  '4.1.chown': ofStage('development', giveOwnership),
  ...both('user', user),
  '4.1.user-name': userName,
  ...both('workdir', workdir),
  ...both('expose', expose),
  ...both('cmd', setCommand),
  '5.1.user-chown-layer': userChownLayer,
  '7.1.owner': owner,
  '7.1.nonroot': nonroot,
};
