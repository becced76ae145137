import { ComposeService } from '../../compose/ComposeModel';
import { Tree } from '../../sources/Tree';
import { Edit } from '../text/Edit';
import { YamlText } from '../text/YamlText';
import { Refusal, refuse, Situation } from '../Mend';

export const UNUSUAL =
  'The compose file says this in a way that is not edited.';

/** The compose files as texts, with the path to a service in each that speaks of it. */
export function composeTexts(
  { sources, model }: Situation,
  name: string,
): YamlText[] {
  const merged =
    model.compose.state === 'read' ? model.compose.model.files : [];
  const files = [
    ...sources.compose,
    ...Object.values(sources.composeContext ?? {}),
  ];
  return merged.flatMap(path => {
    const file = files.find(
      candidate => candidate.state === 'present' && candidate.path === path,
    );
    const text =
      file?.state === 'present'
        ? YamlText.create(path, file.content)
        : undefined;
    return text?.at('services', name)?.kind === 'map' ? [text] : [];
  });
}

/** Where a service says another number than it should: in its environment, and in the ports that it publishes. */
export function setComposePort(
  situation: Situation,
  old: number,
  next: number,
): Edit[] {
  const own = situation.model.composeService;
  if (!own || old === next) return [];
  return composeTexts(situation, own.name).flatMap(text => [
    ...portVariablesIn(text, own, situation).flatMap(tree =>
      numberIn(text, tree, old, next, /^(.*[=:]\s*)?["']?OLD["']?$/),
    ),
    ...itemsIn(text, own.name, 'ports').flatMap(tree =>
      publishedIn(text, tree, old, next),
    ),
  ]);
}

/** Gives the databases of a service another port on the host. */
export function setDatabasePort(situation: Situation): Edit[] | Refusal {
  const { model, ports, standard } = situation;
  const { from, to } = standard.ports.database;
  if (ports.database === undefined) {
    return {
      reason: `It takes a port of ${from}–${to} that is reserved for the database.`,
      needs: 'database',
    };
  }
  const published = model.databases.flatMap(database =>
    database.ports.flatMap(port =>
      'missing' in port || !port.host
        ? []
        : [{ database, host: port.host.from }],
    ),
  );
  const [only, ...more] = published;
  if (!only || more.length > 0)
    return refuse('The service has several databases, and one port was given.');
  const { database, host } = only;
  const edits = composeTexts(situation, database.name).flatMap(text =>
    itemsIn(text, database.name, 'ports').flatMap(tree =>
      hostIn(text, tree, host, ports.database!),
    ),
  );
  return edits.length > 0 ? edits : refuse(UNUSUAL);
}

function itemsIn(text: YamlText, service: string, key: string): Tree[] {
  const tree = text.at('services', service, key);
  return tree?.kind === 'list' ? tree.items : [];
}

/** The values of variables that name a port of the service. */
function portVariablesIn(
  text: YamlText,
  own: ComposeService,
  { model }: Situation,
): Tree[] {
  const isPort = (name: string) =>
    /(^|_)PORT$/.test(name) &&
    (model.prefix === undefined ||
      name.startsWith(`${model.prefix}_`) ||
      /^(HTTP_|PROMETHEUS_|METRICS_)?PORT$/.test(name));
  const tree = text.at('services', own.name, 'environment');
  if (tree?.kind === 'map') {
    return [...tree.entries].flatMap(([name, { value }]) =>
      isPort(name) ? [value] : [],
    );
  }
  return itemsIn(text, own.name, 'environment').filter(
    item => item.kind === 'scalar' && isPort(item.text?.split('=')[0] ?? ''),
  );
}

function numberIn(
  text: YamlText,
  tree: Tree,
  old: number,
  next: number,
  shape: RegExp,
): Edit[] {
  const source = text.slice(tree);
  const pattern = new RegExp(shape.source.replace('OLD', String(old)));
  return pattern.test(source.trim())
    ? [
        text.replace(
          tree,
          source.replace(
            new RegExp(`\\b${old}\\b(?!.*\\b${old}\\b)`),
            String(next),
          ),
        ),
      ]
    : [];
}

/** `"8080:8080"` with both numbers, the long form with both keys. */
function publishedIn(
  text: YamlText,
  tree: Tree,
  old: number,
  next: number,
): Edit[] {
  if (tree.kind === 'map') {
    return ['published', 'target'].flatMap(key => {
      const value = tree.entries.get(key)?.value;
      return value?.kind === 'scalar' && value.text === String(old)
        ? [
            text.replace(
              value,
              text.slice(value).replace(String(old), String(next)),
            ),
          ]
        : [];
    });
  }
  const source = text.slice(tree);
  const shape = new RegExp(
    `^["']?(?:[\\d.]+:)?(?:\\d+:)?${old}(?:/tcp)?["']?$`,
  );
  const quoted = /^["']/.test(source) ? '' : '"';
  return shape.test(source.trim())
    ? [
        text.replace(
          { start: tree.start, end: tree.start + source.trimEnd().length },
          `${quoted}${source
            .trimEnd()
            .replace(
              /(\d+:)?(\d+)((?:\/tcp)?["']?)$/,
              `${next}:${next}$3`,
            )}${quoted}`,
        ),
      ]
    : [];
}

/** The number on the host alone. */
function hostIn(text: YamlText, tree: Tree, old: number, next: number): Edit[] {
  if (tree.kind === 'map') {
    const value = tree.entries.get('published')?.value;
    return value?.kind === 'scalar' && value.text === String(old)
      ? [
          text.replace(
            value,
            text.slice(value).replace(String(old), String(next)),
          ),
        ]
      : [];
  }
  const source = text.slice(tree);
  return new RegExp(`^["']?(?:[\\d.]+:)?${old}:\\d+(/tcp)?["']?$`).test(
    source.trim(),
  )
    ? [text.replace(tree, source.replace(`${old}:`, `${next}:`))]
    : [];
}
