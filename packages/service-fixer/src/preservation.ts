import { Standard } from '@huleedu/rule-087';
import {
  aptPackages,
  classify,
  DockerfileModel,
  pipRequirements,
  ShellCommand,
  Step,
  stepsOf,
} from '@huleedu/rule-087/model';
import { beginsInFolder } from './invariants/contextInvariant';
import { FixContext } from './ClauseFix';
import { layoutOf, relocate } from './rewrite/Layout';
import { isInstaller, isPip, pipSources, purposeOf } from './steps/purposes';

/**
 * What an author wrote that is no longer there: comments, variables, labels, packages, commands, files copied.
 *
 * @notes
 * What the rule prescribes (PDM, the user, the ownership, the order of COPY) is not the author's: that is judged by the clauses. A folder of the old
 * image may have another name in the new one, and the user, too.
 */
export function preservationFailures(
  before: FixContext,
  after: DockerfileModel,
): string[] {
  const { standard, model } = before;
  const kept = countsOf([
    ...blocks(after, standard),
    ...filesBelow(`${model.directory}/`, after),
  ]);
  const layout = layoutOf(before);
  const renamed = (item: string) =>
    'reason' in layout ? item : relocate(item, layout, standard);
  // From the service's folder or from the root, it is one file.
  const fromRoot = (item: string) =>
    beginsInFolder(model, standard)
      ? item.replace(/^file /, `file ${model.directory}/`)
      : item;
  return blocks(model.dockerfile, standard).filter(item => {
    const found = [item, renamed(item), fromRoot(item)].find(
      text => (kept.get(text) ?? 0) > 0,
    );
    if (found !== undefined) kept.set(found, kept.get(found)! - 1);
    return found === undefined;
  });
}

function filesBelow(folder: string, { stages }: DockerfileModel): string[] {
  const paths = stepsOf(stages).flatMap(({ copy }) =>
    (copy?.from ? [] : copy?.sources ?? []).map(({ shape }) => shape),
  );
  return paths
    .filter(path => path.startsWith(folder))
    .map(path => `file ${path}`);
}

function countsOf(items: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function blocks(
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
    ...new Set(steps.flatMap(step => commandsOf(step, standard))),
    ...new Set(
      steps.flatMap(({ copy }) =>
        (copy?.from?.kind === 'stage' ? [] : copy?.sources ?? [])
          .filter(({ shape }) => isAuthorsFile(shape, standard))
          .map(({ shape }) => `file ${shape}`),
      ),
    ),
    ...new Set(
      steps.flatMap(({ instruction: { keyword, body } }) =>
        ['LABEL', 'VOLUME', 'STOPSIGNAL', 'ARG', 'MAINTAINER'].includes(keyword)
          ? [`${keyword} ${body.text.split(/\s+/).join(' ')}`]
          : [],
      ),
    ),
  ];
}

function commandsOf(step: Step, standard: Standard): string[] {
  return step.commands
    .filter(command => purposeOf(command, step, standard) === 'author')
    .flatMap(command =>
      isPip(command) ? installedBy(command) : `command ${textOf(command)}`,
    );
}

/** What pip installs, by whichever command: packages, and files of requirements wherever they are. */
function installedBy(command: ShellCommand): string[] {
  const { files } = pipSources(command);
  const names = pipRequirements(command)?.filter(name => !isInstaller(name));
  return [...(names ?? []), ...files].map(
    item => `package ${item.replace(/^.*\//, '')}`,
  );
}

function textOf({ name, words }: ShellCommand): string {
  const texts = words.map(({ text }) => text);
  const isOwner = (text: string, index: number) =>
    name === 'chown' &&
    !text.startsWith('-') &&
    texts.slice(0, index).every(other => other.startsWith('-'));
  return [name, ...texts.filter((text, index) => !isOwner(text, index))].join(
    ' ',
  );
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
