import { directoryOf, pathIn } from '../dockerfile/directoryOf';
import { chainOf, Stage, Step } from '../dockerfile/DockerfileModel';
import { createdUser, createsUser, ownership } from '../dockerfile/programs';
import { ShellCommand } from '../dockerfile/shellCommands';
import { Span } from '../dockerfile/SourceText';
import { Value } from '../dockerfile/Value';
import { Standard } from '../standard/Standard';
import { Copied, copiedFromContext, isServiceCode } from './copies';

/** The user that a stage ends with: `name` of `name:group`; root where nothing says another. */
export function userOf(stage: Stage): {
  value: Value;
  name?: string;
  isRoot: boolean;
  where: Span;
} {
  if (!stage.user)
    return {
      value: { known: true, text: 'root' },
      name: 'root',
      isRoot: true,
      where: stage.from,
    };
  const { value, instruction } = stage.user;
  const name = value.known ? value.text.split(':')[0] : undefined;
  return {
    value,
    name,
    isRoot: name !== undefined && /^(root|0+|)$/.test(name),
    where: instruction,
  };
}

/** Where the stages of a chain create users. */
export function creationsOf(
  stages: Stage[],
): Array<{ step: Step; command: ShellCommand; name?: string; uid?: string }> {
  return stages.flatMap(({ steps }) =>
    steps.flatMap(step =>
      step.commands
        .filter(createsUser)
        .map(command => ({ step, command, ...createdUser(command) })),
    ),
  );
}

/** Where /app, or the service's code, is given to a user: a recursive chown, or the `--chown` of the COPY that brings it. */
export function ownershipsOf(
  stage: Stage,
  standard: Standard,
  service: string,
): Array<{ step: Step; owner: string; where: Span }> {
  const directories = [
    standard.appDirectory,
    `${standard.appDirectory}/${standard.servicesDirectory}/${service}`,
    `${standard.appDirectory}/${standard.servicesDirectory}`,
  ];
  const chain = chainOf(stage);
  const code = new Map<Step, Copied>(
    copiedFromContext(chain, standard)
      .filter(isServiceCode)
      .map(copied => [copied.step, copied]),
  );
  return chain.flatMap(({ steps }) =>
    steps.flatMap(step => {
      const byCommand = step.commands.flatMap(command => {
        const given = ownership(command);
        const isCovered = given?.paths.some(path =>
          covers(pathIn(directoryOf(step, command), path), directories),
        );
        return given && isCovered
          ? [{ step, owner: given.owner, where: command as Span }]
          : [];
      });
      const owner = step.copy?.owner;
      const isCode =
        code.has(step) ||
        (step.copy?.from && covers(step.copy.target, directories));
      return owner?.known && isCode
        ? [
            ...byCommand,
            {
              step,
              owner: owner.text.split(':')[0],
              where: step.instruction as Span,
            },
          ]
        : byCommand;
    }),
  );
}

/** Whether a path is one of these folders. */
function covers(target: Value, directories: string[]): boolean {
  return target.known && directories.includes(target.text);
}
