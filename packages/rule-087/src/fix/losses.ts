import { DockerfileModel, stepsOf } from '../dockerfile/DockerfileModel';
import {
  aptPackages,
  aptVerb,
  installsPdm,
  isPdmInstall,
  pdmVerb,
} from '../dockerfile/programs';
import { ShellCommand } from '../dockerfile/shellCommands';
import { classify } from '../model/copies';
import { Standard } from '../standard/Standard';
import { isOwnership, makesUser } from './mends/users';

/**
 * What an author wrote that is no longer there: comments, variables, labels, packages, commands, files copied.
 *
 * @remarks
 * What the rule prescribes (PDM, the user, the ownership, the order of COPY) is not the author's: that is judged by the clauses.
 */
export function lossesOf(
  before: DockerfileModel,
  after: DockerfileModel,
  standard: Standard,
): string[] {
  const kept = countsOf(belongings(after, standard));
  return belongings(before, standard).filter(item => {
    const count = kept.get(item) ?? 0;
    kept.set(item, count - 1);
    return count === 0;
  });
}

function countsOf(items: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function belongings(
  { comments, stages }: DockerfileModel,
  standard: Standard,
): string[] {
  const steps = stepsOf(stages);
  const names = stages.flatMap(({ scope }) => [...scope.environment.keys()]);
  const packages = steps.flatMap(({ commands }) =>
    commands.flatMap(aptPackages),
  );
  return [
    ...comments.map(({ text }) => `comment ${text.trim()}`),
    ...[...new Set(names)].map(name => `variable ${name}`),
    ...[...new Set(packages)].map(name => `package ${name}`),
    ...new Set(
      steps.flatMap(({ commands }) =>
        commands.filter(isAuthors).map(command => `command ${textOf(command)}`),
      ),
    ),
    ...new Set(
      steps.flatMap(({ copy }) =>
        (copy?.sources ?? [])
          .filter(({ shape }) => isAuthorsFile(shape, standard))
          .map(({ shape }) => `file ${shape}`),
      ),
    ),
    ...new Set(
      steps.flatMap(({ instruction: { keyword, body } }) =>
        ['LABEL', 'VOLUME', 'STOPSIGNAL', 'ARG', 'MAINTAINER'].includes(keyword)
          ? [`${keyword} ${body.text}`]
          : [],
      ),
    ),
  ];
}

function isAuthors(command: ShellCommand): boolean {
  const { name, words } = command;
  return !(
    aptVerb(command) !== undefined ||
    installsPdm(command) ||
    isPdmInstall(command) ||
    pdmVerb(command) === 'lock' ||
    makesUser(command) ||
    isOwnership(command) ||
    (name === 'rm' &&
      words.some(({ text }) => /\/var\/lib\/apt|^pdm\.lock/.test(text))) ||
    /^(cd|echo|\[|test|set|true|:)$/.test(name)
  );
}

function textOf({ name, words }: ShellCommand): string {
  return [name, ...words.map(({ text }) => text)].join(' ');
}

/** Whether a file is copied by the author's wish, and not by the rule's order. */
function isAuthorsFile(path: string, standard: Standard): boolean {
  const { kind } = classify(path, standard);
  const [first] = path.split('/');
  return (
    kind === 'service' &&
    path.includes('/') &&
    first !== standard.servicesDirectory
  );
}
