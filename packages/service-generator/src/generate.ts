import { Standard } from '@huleedu/rule-087';
import { addToLists, appendLines } from '@huleedu/text-edits';
import { attempt } from './attempt';
import { Changes } from './changes/Changes';
import { Claim, takenName, takenPorts, takenVolume } from './conflicts';
import { Draft } from './Draft';
import {
  ComposeFiles,
  composeFilesOf,
  contextIn,
  SCRAPE_CONFIGS,
  SERVICES,
  VOLUMES,
} from './repository/composeFiles';
import { findLibraries } from './repository/libraries';
import { RepositoryFiles } from './repository/RepositoryFiles';
import { serviceFiles } from './serviceFiles';
import { databaseService } from './spec/names';
import { Problem, ServiceSpec } from './spec/ServiceSpec';
import { validateSpec } from './spec/validate';
import { render } from './templates/render';
import { Library, View, viewOf } from './templates/view';

/** What a host's own packages and interpreter are called: the image has its own, and a copy would replace them. */
const NOT_FOR_THE_IMAGE = ['**/__pypackages__', '**/.pdm-python'];

/**
 * A new service: its files, and its entries in the files of the monorepo. Pure.
 *
 * @notes
 * Comments, order and layout of the monorepo's files stay. Generating again what is there already changes nothing.
 *
 * @param standard - the one that the service is going to be checked against
 * @param repository - as {@link readRepositoryFiles} gives it, read with {@link servicePaths}
 * @returns the changes, or every problem with the request and every conflict with what is there, all at once
 *
 * @public
 */
export function generate(
  spec: ServiceSpec,
  standard: Standard,
  repository: RepositoryFiles,
): Changes | { problems: Problem[] } {
  const found = findLibraries(spec.libraries ?? [], standard, repository);
  const problems = [...validateSpec(spec, standard), ...found.problems];
  return attempt(problems, repository, () => {
    const files = composeFilesOf(repository);
    return write(spec, standard, repository, files, found.libraries);
  });
}

function write(
  spec: ServiceSpec,
  standard: Standard,
  repository: RepositoryFiles,
  files: ComposeFiles,
  libraries: Library[],
): Changes | { problems: Problem[] } {
  const draft = Draft.create(repository);
  const viewIn = (path: string) =>
    viewOf(spec, standard, {
      libraries,
      context: contextIn(repository, path),
      composeArguments: [
        ...repository.compose.filter(other => other !== files.development),
        files.development,
      ]
        .map(other => ` -f ${other}`)
        .join(''),
    });
  const view = viewIn(files.services);
  for (const { path, content } of serviceFiles(spec, view))
    draft.create(path, content);

  writeCompose(spec, draft, files, viewIn);
  writeMonitoring(spec, draft, repository, view);
  const { pyproject, dockerignore } = repository.layout;
  if (draft.contentOf(pyproject) !== undefined)
    draft.edit(pyproject, content => addToLists(content, view.directory));
  draft.edit(dockerignore, content => withIgnored(content, standard));

  draft.problems.push(...conflictsOf(spec, view, files, repository));
  return draft.finish();
}

function writeCompose(
  spec: ServiceSpec,
  draft: Draft,
  files: ComposeFiles,
  viewIn: (path: string) => View,
) {
  const add = (path: string, template: string, name = spec.name) =>
    draft.addEntry(
      path,
      template === 'volume' ? VOLUMES : SERVICES,
      name,
      render(`monorepo/${template}.yml`, viewIn(path)),
    );
  add(files.services, 'service');
  add(files.development, 'development');
  if (!spec.database) return;
  const database = databaseService(spec.name);
  add(files.databases, 'database', database);
  add(files.databases, 'volume', database);
}

function writeMonitoring(
  spec: ServiceSpec,
  draft: Draft,
  { layout: { prometheus } }: RepositoryFiles,
  view: View,
) {
  if (spec.kind !== 'http') return;
  if (draft.contentOf(prometheus) === undefined) {
    draft.notes.push(
      `There is no ${prometheus}: tell Prometheus about ${spec.name}:${view.prometheusPort} where it is configured`,
    );
    return;
  }
  draft.addEntry(
    prometheus,
    SCRAPE_CONFIGS,
    spec.name,
    render('monorepo/scrape.yml', view),
  );
}

function withIgnored(content: string, { servicesDirectory }: Standard): string {
  const lines = content.split(/\r?\n/).map(line => line.replace(/\/$/, ''));
  const missing = NOT_FOR_THE_IMAGE.filter(
    pattern =>
      !['**', `${servicesDirectory}/*`, `${servicesDirectory}/**`].some(place =>
        lines.includes(pattern.replace('**', place)),
      ),
  );
  return missing.length === 0 ? content : appendLines(content, missing);
}

function conflictsOf(
  { name, database, ports }: ServiceSpec,
  { prometheusPort }: View,
  files: ComposeFiles,
  repository: RepositoryFiles,
): Problem[] {
  const owner = databaseService(name);
  const claims: Claim[] = [ports.http, prometheusPort].flatMap(port =>
    port === undefined ? [] : [{ port, service: name }],
  );
  if (database) claims.push({ port: ports.database!, service: owner });
  return [
    ...takenName(name, files, files.services, repository),
    ...(database
      ? [
          ...takenName(owner, files, files.databases, repository),
          ...takenVolume(owner, files, repository),
        ]
      : []),
    ...takenPorts(claims, repository),
  ];
}
