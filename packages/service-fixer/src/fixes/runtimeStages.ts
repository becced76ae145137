import {
  chainOf,
  CommandForm,
  copiedFromContext,
  creationsFor,
  isServiceCode,
  portsOf,
  Stage,
} from '@huleedu/rule-087/model';
import { Edit } from '@huleedu/text-edits';
import { needsCode } from '../steps/needs';
import {
  ClauseFixes,
  ofEach,
  ofStage,
  Refusal,
  refuse,
  serviceFolder,
  FixContext,
} from '../ClauseFix';
import { addBelow, addToStage } from './places';
import { needsHttpPort, portVariables } from './ports';
import { startOf } from './startCommand';
import { isOwnership } from '../steps/users';

/** Where the base has the code already it gives it to the stages, so that an edit repeats nothing that comes behind it there. */
const copyCode = (stage: Stage, fixContext: FixContext): Edit[] | Refusal => {
  const { dockerfile, model, standard } = fixContext;
  const folder = serviceFolder(fixContext);
  const isOwn = (path: string) => path === folder || path.startsWith(folder);
  const code = copiedFromContext([stage], standard).filter(isServiceCode);
  if (code.some(({ path, kind }) => kind === 'everything' || isOwn(path)))
    return refuse('Service code is copied from or to another place.');
  const line = `COPY ${folder}/ ${standard.appDirectory}/${folder}/`;
  const shared = copiedFromContext(chainOf(stage).slice(0, -1), standard).find(
    ({ path, kind, step }) =>
      kind === 'service' &&
      path === folder &&
      step.copy?.sources.length === 1 &&
      step.copy.target.known &&
      step.copy.target.text === `${standard.appDirectory}/${folder}`,
  )?.step;
  const { steps } = shared?.stage ?? stage;
  const isNeeded =
    shared === undefined ||
    steps
      .slice(steps.indexOf(shared) + 1)
      .some(step =>
        step.commands.some(command =>
          needsCode(
            command,
            step,
            [`${standard.appDirectory}/${folder}`],
            fixContext,
          ),
        ),
      );
  if (isNeeded) return addCode(stage, [line], fixContext);
  const block = dockerfile.blockOf(shared.instruction);
  const moved = dockerfile.slice(block).trimEnd().split(/\r?\n/);
  const lacking = model.runtimeStages.filter(
    other =>
      !copiedFromContext([other], standard).some(({ path }) => isOwn(path)),
  );
  return ofEach(
    [
      [dockerfile.replace(block, '')],
      ...lacking.map((other, index) =>
        addCode(other, index === 0 ? moved : [line], fixContext),
      ),
    ],
    edits => edits,
  );
};

function addCode(
  stage: Stage,
  lines: string[],
  fixContext: FixContext,
): Edit[] {
  const { dockerfile } = fixContext;
  const owned = stage.steps.find(({ commands }) => commands.some(isOwnership));
  const [creation] = creationsFor(stage, [stage]);
  if (owned)
    return [dockerfile.insertBefore(owned.instruction, [...lines, ''])];
  return creation
    ? [dockerfile.insertAfter(creation.step.instruction, ['', ...lines])]
    : [addToStage(fixContext, stage, [...lines, ''])];
}

const workdir = (stage: Stage, fixContext: FixContext) => {
  const { dockerfile, standard } = fixContext;
  const line = `WORKDIR ${standard.appDirectory}/${serviceFolder(fixContext)}`;
  const last = stage.steps.findLastIndex(({ instruction }) =>
    ['RUN', 'COPY', 'ADD'].includes(instruction.keyword),
  );
  const own = stage.steps
    .slice(last + 1)
    .findLast(({ instruction }) => instruction.keyword === 'WORKDIR');
  return own
    ? [dockerfile.replace(own.instruction, line)]
    : [
        addBelow(
          fixContext,
          stage,
          ['RUN', 'COPY', 'ADD', 'USER', 'ENV'],
          line,
        ),
      ];
};

const expose = (stage: Stage, fixContext: FixContext) => {
  const { model } = fixContext;
  const names = portVariables(fixContext);
  const ports = portsOf(model, stage);
  const wanted = [
    { port: ports.http?.port, name: ports.http?.variable.name ?? names.http },
    {
      port: ports.prometheus?.port,
      name: ports.prometheus?.variable.name ?? names.prometheus,
    },
  ];
  if (wanted.some(({ name }) => !stage.scope.variable(name)))
    return needsHttpPort(fixContext);
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
  const { dockerfile } = fixContext;
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
      fixContext,
      stage,
      ['RUN', 'COPY', 'ADD', 'USER', 'WORKDIR', 'ENV'],
      line,
    ),
  ];
};

export function setCommand(
  stage: Stage,
  fixContext: FixContext,
): Edit[] | Refusal {
  const { dockerfile, standard } = fixContext;
  const start = startOf(stage, fixContext);
  if ('reason' in start) return start;
  const line = `CMD ${JSON.stringify(standard.command).replaceAll(',', ', ')}`;
  const { entrypoint, command } = stage;
  const isOwn = (form: CommandForm | undefined) =>
    stage.steps.some(({ instruction }) => instruction === form?.instruction);
  const replaced =
    entrypoint && !start.isEntrypointKept ? entrypoint : undefined;
  const old = [command, replaced].flatMap(form =>
    form && isOwn(form) ? [form.instruction] : [],
  );
  if (old.some(instruction => dockerfile.hasComments(instruction)))
    return refuse('Comments stand within the CMD.');
  const [own, ...more] = old;
  const lines = [
    // What a stage below starts with stands before any command.
    ...(replaced && !isOwn(replaced) ? ['ENTRYPOINT []'] : []),
    line,
  ];
  return [
    ...start.edits,
    ...more.map(instruction => dockerfile.remove(instruction)),
    own
      ? dockerfile.replace(
          own,
          lines.map(text => dockerfile.inStyle(text)).join(dockerfile.lineEnd),
        )
      : dockerfile.insertAfter(
          stage.steps.at(-1)?.instruction ?? stage.from,
          lines,
        ),
  ];
}

const both = (
  name: string,
  fix: (stage: Stage, fixContext: FixContext) => Edit[] | Refusal,
): ClauseFixes => ({
  [`4.1.${name}`]: ofStage('development', fix),
  [`5.1.${name}`]: ofStage('production', fix),
});

export const runtimeStageFixes: ClauseFixes = {
  ...both('copy-code', copyCode),
  ...both('workdir', workdir),
  ...both('expose', expose),
  ...both('cmd', setCommand),
};
