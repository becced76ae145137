import { ComposeService, isUnknownPort } from '../../compose/ComposeModel';
import { portsOf } from '../../model/servicePorts';
import { Edit } from '../text/Edit';
import { YamlText } from '../text/YamlText';
import { Mend, Mends, ofEach, Refusal, refuse, Situation } from '../Mend';
import { composeTexts, UNUSUAL } from './composePorts';

/** A mend of the compose service that builds the folder. */
function ofCompose(
  mend: (own: ComposeService, situation: Situation) => Edit[] | Refusal,
): Mend {
  return situation => {
    const own = situation.model.composeService;
    return own
      ? mend(own, situation)
      : refuse(
          'No compose service builds this folder, and what else it needs there is not known.',
        );
  };
}

function made(edit: Edit | undefined): Edit[] | Refusal {
  return edit ? [edit] : refuse(UNUSUAL);
}

/** From the folder of a compose file to the repository's root. */
function toRoot({ path }: YamlText): string {
  const depth = path.split('/').length - 1;
  return depth === 0 ? '.' : Array(depth).fill('..').join('/');
}

const DOCKERFILE = 'Dockerfile.dev';

/** Context, Dockerfile and target are one decision: another context alone would not find the Dockerfile. */
const build: Mend = ofCompose((own, situation) => {
  const { model, sources, standard } = situation;
  const wanted = `${model.directory}/${DOCKERFILE}`;
  const { dockerfile } = sources;
  if (dockerfile.state !== 'present' || dockerfile.path !== wanted)
    return refuse(
      `The rule wants ${wanted}, and that file is not there. Rename the Dockerfile first.`,
    );
  const text = composeTexts(situation, own.name).findLast(candidate =>
    candidate.at('services', own.name, 'build'),
  );
  const path = ['services', own.name];
  const tree = text?.at(...path, 'build');
  if (!text || !tree) return refuse(UNUSUAL);
  const root = toRoot(text);
  const values = {
    context: root,
    dockerfile: wanted,
    target: standard.stages.development,
  };
  if (tree.kind === 'scalar') {
    const map = text.at(...path);
    const entry = map?.kind === 'map' && map.entries.get('build');
    if (!entry) return refuse(UNUSUAL);
    return [
      text.replace(
        {
          start: tree.start,
          end: tree.start + text.slice(tree).trimEnd().length,
        },
        `{ context: ${root}, dockerfile: ${wanted}, target: ${values.target} }`,
      ),
    ];
  }
  const said = own.build;
  const isRight = {
    context: said?.context.value.known && said.context.value.text === '.',
    dockerfile:
      said?.dockerfile?.value.known && said.dockerfile.value.text === wanted,
    target:
      said?.target?.value.known && said.target.value.text === values.target,
  };
  return ofEach(Object.entries(values), ([key, value]) =>
    isRight[key as keyof typeof isRight]
      ? []
      : made(text.setKey([...path, 'build'], key, value)),
  );
});

/** Both variables as the Dockerfile has them. */
const environmentPorts: Mend = ofCompose((own, situation) => {
  const [stage] = situation.model.runtimeStages;
  const { http, prometheus } = portsOf(situation.model, stage);
  if (http?.port === undefined || prometheus?.port === undefined)
    return {
      reason: 'The Dockerfile does not say both ports as numbers.',
      needs: 'http',
    };
  const texts = composeTexts(situation, own.name);
  const wanted = [http, prometheus].map(({ variable, port }) => ({
    name: variable.name,
    value: String(port),
    said: own.environment.get(variable.name)?.value,
  }));
  const corrected = ofEach(wanted, ({ name, value, said }) =>
    !said || (said.known && said.text === value)
      ? []
      : setValue(texts, own.name, name, value),
  );
  const missing = wanted.filter(({ said }) => !said);
  const added =
    missing.length === 0 ? [] : addVariables(texts, own.name, missing);
  return ofEach([corrected, added], edits => edits);
});

/** Adds variables where the service has some already, else where its build is. */
function addVariables(
  texts: YamlText[],
  service: string,
  variables: Array<{ name: string; value: string }>,
): Edit[] | Refusal {
  const path = ['services', service];
  const text =
    texts.find(candidate => candidate.at(...path, 'environment')) ??
    texts.find(candidate => candidate.at(...path, 'build'));
  if (!text) return refuse(UNUSUAL);
  const map = text.at(...path, 'environment');
  if (map?.kind !== 'map') {
    const items = variables.map(({ name, value }) => `${name}=${value}`);
    return addItems(text, path, 'environment', items);
  }
  const lines = variables.map(({ name, value }) => `${name}: "${value}"`);
  return made(text.addKey(map, lines.join('\n')));
}

function setValue(
  texts: YamlText[],
  service: string,
  name: string,
  value: string,
): Edit[] | Refusal {
  for (const text of [...texts].reverse()) {
    const tree = text.at('services', service, 'environment');
    if (tree?.kind === 'map' && tree.entries.has(name)) {
      return made(
        text.setKey(['services', service, 'environment'], name, `"${value}"`),
      );
    }
    const item =
      tree?.kind === 'list' &&
      tree.items.find(
        candidate =>
          candidate.kind === 'scalar' && candidate.text?.split('=')[0] === name,
      );
    if (item) return [text.replace(item, `${name}=${value}`)];
  }
  return refuse(UNUSUAL);
}

const portMaps: Mend = ofCompose((own, situation) => {
  const { model } = situation;
  const [stage] = model.runtimeStages;
  const { http, prometheus } = portsOf(model, stage);
  if (http?.port === undefined || prometheus?.port === undefined)
    return {
      reason: 'The Dockerfile does not say both ports as numbers.',
      needs: 'http',
    };
  const path = ['services', own.name];
  const texts = composeTexts(situation, own.name);
  const text =
    texts.find(candidate => candidate.at(...path, 'ports')) ??
    texts.find(candidate => candidate.at(...path, 'build'));
  const missing = [http.port, prometheus.port].filter(
    port =>
      !own.ports.some(
        published =>
          !isUnknownPort(published) &&
          published.host?.from === port &&
          published.container.from === port,
      ),
  );
  const isTaken = own.ports.some(
    published =>
      !isUnknownPort(published) &&
      missing.some(
        port =>
          published.host?.from === port || published.container.from === port,
      ),
  );
  if (!text || isTaken)
    return republished(texts, own, missing) ?? refuse(UNUSUAL);
  return addItems(
    text,
    path,
    'ports',
    missing.map(port => `"${port}:${port}"`),
  );
});

/** `"8080:7005"` and `"7005"` become `"7005:7005"`. */
function republished(
  texts: YamlText[],
  own: ComposeService,
  missing: number[],
): Edit[] | undefined {
  const edits = texts.flatMap(text => {
    const list = text.at('services', own.name, 'ports');
    return (list?.kind === 'list' ? list.items : []).flatMap(item => {
      const said = item.kind === 'scalar' ? item.text ?? '' : '';
      const [, container] = /^(?:\d+:)?(\d+)(?:\/tcp)?$/.exec(said) ?? [];
      return missing.includes(Number(container))
        ? [text.replace(item, `"${container}:${container}"`)]
        : [];
    });
  });
  return edits.length === missing.length ? edits : undefined;
}

/** Adds items to one list: the lines of those that come later stand below. */
function addItems(
  text: YamlText,
  path: string[],
  key: string,
  items: string[],
): Edit[] | Refusal {
  const list = text.at(...path, key);
  const map = text.at(...path);
  if (!list && map?.kind === 'map') {
    const lines = items.map(item => `\n  - ${item}`).join('');
    return made(text.addKey(map, `${key}:${lines}`));
  }
  const edits = items.map(item => text.addItem(path, key, item));
  const [first] = edits;
  if (!first || edits.some(edit => edit === undefined)) return refuse(UNUSUAL);
  return [{ ...first, text: edits.map(edit => edit!.text).join('') }];
}

/** The mounts of an overlay: where something of the service is mounted already, else in the last file, which may not speak of it yet. */
function addVolumes(
  own: ComposeService,
  situation: Situation,
  volumes: (root: string) => string[],
): Edit[] | Refusal {
  const path = ['services', own.name];
  const mounting = composeTexts(situation, own.name).findLast(candidate =>
    candidate.at(...path, 'volumes'),
  );
  const text = mounting ?? overlayOf(situation);
  if (!text) return refuse(UNUSUAL);
  const items = volumes(toRoot(text));
  if (text.at(...path)) return addItems(text, path, 'volumes', items);
  const services = text.at('services');
  const lines = items.map(item => `\n    - ${item}`).join('');
  return services?.kind === 'map'
    ? made(text.addKey(services, `${own.name}:\n  volumes:${lines}`))
    : refuse(UNUSUAL);
}

/** The last of the files that Compose merges. */
function overlayOf({ sources }: Situation): YamlText | undefined {
  const file = sources.compose.findLast(({ state }) => state === 'present');
  return file?.state === 'present'
    ? YamlText.create(file.path, file.content)
    : undefined;
}

const mountService: Mend = ofCompose((own, situation) => {
  const { model, standard } = situation;
  const target = `${standard.appDirectory}/${model.directory}`;
  const packages = `${target}/__pypackages__`;
  const hasPackages = own.mounts.some(mount => mount.target === packages);
  return addVolumes(own, situation, root => [
    `${root}/${model.directory}:${target}:ro`,
    // Where PDM installs: a mount over the folder would hide it.
    ...(hasPackages ? [] : [packages]),
  ]);
});

const mountLibraries: Mend = ofCompose((own, situation) => {
  const { librariesDirectory, appDirectory } = situation.standard;
  return addVolumes(own, situation, root => [
    `${root}/${librariesDirectory}:${appDirectory}/${librariesDirectory}:ro`,
  ]);
});

const packagesShadowed: Mend = ofCompose((own, situation) => {
  const { model, standard } = situation;
  return addVolumes(own, situation, () => [
    `${standard.appDirectory}/${model.directory}/__pypackages__`,
  ]);
});

/** A mount in short form, whose last word says how it may be used. */
const readOnly: Mend = ofCompose((own, situation) => {
  const { model, standard } = situation;
  const isSource = (target: string) =>
    [model.directory!, standard.librariesDirectory].some(folder =>
      target.startsWith(`${standard.appDirectory}/${folder}`),
    );
  const targets = own.mounts
    .filter(
      ({ type, readOnly: isReadOnly, target }) =>
        type === 'bind' && !isReadOnly && isSource(target),
    )
    .map(({ target }) => target);
  const edits = composeTexts(situation, own.name).flatMap(text => {
    const list = text.at('services', own.name, 'volumes');
    return (list?.kind === 'list' ? list.items : []).flatMap(item => {
      const source = text.slice(item).trimEnd();
      const said = item.kind === 'scalar' ? item.text ?? '' : '';
      const isMount = targets.some(target =>
        said.replace(/\/$/, '').endsWith(`:${target}`),
      );
      return isMount
        ? [
            text.replace(
              { start: item.start, end: item.start + source.length },
              source.replace(/(["']?)$/, ':ro$1'),
            ),
          ]
        : [];
    });
  });
  return edits.length > 0 ? edits : refuse(UNUSUAL);
});

export const composeMends: Mends = {
  '4.2.mount-service': mountService,
  '4.2.mount-libs': mountLibraries,
  '4.2.readonly': readOnly,
  '4.2.packages-shadowed': packagesShadowed,
  '11.1.context': build,
  '11.1.dockerfile-dev': build,
  '11.1.target': build,
  '11.1.env-ports': environmentPorts,
  '11.1.port-maps': portMaps,
};
