import { Lexer } from 'yaml';
import { SourceFile, Sources } from '@huleedu/rule-087';
import {
  ComposeService,
  parseYamlFile,
  YamlError,
} from '@huleedu/rule-087/model';
import { FixContext } from '../ClauseFix';
import { movesBetween } from '../moves/movesBetween';
import { missingFrom } from './missingFrom';
import { changesIn, Permission } from './treeChanges';

/** What the rule says of a service in Compose, and so is edited there. */
const EDITED = ['build', 'environment', 'ports', 'volumes', 'healthcheck'];

/**
 * Why edits of compose files are not made: another service would be another than it was, or something of the author's would be lost.
 *
 * @notes
 * Files are compared as they are written, key by key, and what comes of them once they are merged: a service may take over parts of another one.
 */
export function composeInvariant(
  before: FixContext,
  after: FixContext,
): string | undefined {
  const { compose } = before.model;
  if (
    compose.state === 'unreadable' &&
    movesBetween(before.model, after.model).length > 0
  )
    return `The ports stand in the compose files, too, and ${compose.path} could not be read.`;
  if (before.sources.compose === after.sources.compose) return undefined;
  const own = before.model.composeService;
  const now = after.model.composeService;
  if (own?.name !== now?.name)
    return 'The compose service that builds the folder would not be found any more.';
  if (!own || !now) return undefined;
  const databases = before.model.databases.map(({ name }) => name);
  return (
    changedService(before, after, [own.name, ...databases]) ??
    lostFrom(own, now) ??
    changedFile(
      before.sources,
      after.sources,
      permissionFor(own.name, databases),
    )
  );
}

function changedService(
  before: FixContext,
  after: FixContext,
  edited: string[],
): string | undefined {
  const [old, now] = [before, after].map(({ model: { compose } }) =>
    compose.state === 'read' ? compose.model.services : new Map(),
  );
  const changed = [...old].find(
    ([name, service]) =>
      !edited.includes(name) && digestOf(service) !== digestOf(now.get(name)),
  );
  return (
    changed &&
    `${changed[0]} would change too, since it takes over what would be edited.`
  );
}

/** All that a service is, but not where that is written. */
function digestOf(service: ComposeService | undefined): string | undefined {
  return JSON.stringify(service, (key, value) => {
    if (key === 'evidence' || key === 'places') return undefined;
    return value instanceof Map || value instanceof Set ? [...value] : value;
  });
}

function lostFrom(
  own: ComposeService,
  now: ComposeService,
): string | undefined {
  const ofService = (service: ComposeService) => [
    ...[...service.environment].map(([name, { value }]) =>
      /(^|_)PORT$/.test(name) || !value.known ? name : `${name}=${value.text}`,
    ),
    ...service.mounts.map(({ target }) => target),
  ];
  const [lost] = missingFrom(ofService(now), ofService(own));
  if (lost !== undefined) return `It would lose this: ${lost}`;
  return now.ports.length < own.ports.length
    ? 'It would lose a port that is published.'
    : undefined;
}

function permissionFor(own: string, databases: string[]): Permission {
  const edited = [
    ...EDITED.map(key => ['services', own, key]),
    ...databases.map(name => ['services', name, 'ports']),
  ];
  return (path, change) => {
    // What only this service takes over from there: the others were compared.
    const isShared = path[0]?.startsWith('x-');
    return (
      change !== 'lost' &&
      (isShared ||
        edited.some(open => open.every((key, depth) => path[depth] === key)))
    );
  };
}

function changedFile(
  before: Sources,
  after: Sources,
  isPermitted: Permission,
): string | undefined {
  const later = new Map(filesOf(after).map(file => [file.path, file]));
  for (const file of filesOf(before)) {
    const now = later.get(file.path);
    if (!now || now.content === file.content) continue;
    const [lost] = missingFrom(
      commentsIn(now.content),
      commentsIn(file.content),
    );
    if (lost !== undefined) return `It would lose this: ${lost}`;
    const [changed] = changedPaths(file, now, isPermitted);
    if (changed !== undefined)
      return `${changed} in ${file.path} would change.`;
  }
  return undefined;
}

function changedPaths(
  before: { content: string },
  after: { content: string },
  isPermitted: Permission,
): string[] {
  try {
    const [old, now] = [parseYamlFile(before), parseYamlFile(after)];
    return old.flatMap((tree, index) =>
      changesIn(tree, now[index], isPermitted),
    );
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    // No compose file, or one that the report says cannot be read.
    return [];
  }
}

type PresentFile = SourceFile & { state: 'present' };

function filesOf({ compose, composeContext = {} }: Sources): PresentFile[] {
  return [...compose, ...Object.values(composeContext)].filter(
    (file): file is PresentFile => file.state === 'present',
  );
}

function commentsIn(content: string): string[] {
  return [...new Lexer().lex(content)].filter(token => token.startsWith('#'));
}
