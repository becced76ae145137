import { ComposeService } from '../../../compose/ComposeModel';
import { portsOf } from '../../../model/servicePorts';
import { textOf } from '../../../sources/Tree';
import { Edit } from '../../text/Edit';
import { YamlText } from '../../text/YamlText';
import {
  isRefusal,
  Mend,
  ofEach,
  Refusal,
  refuse,
  Situation,
} from '../../Mend';
import { composeTexts, made, ofCompose, textFor } from './composeTexts';
import { withNumber } from './portText';

export const UNNUMBERED: Refusal = {
  reason: 'The Dockerfile does not say both ports as numbers.',
  needs: 'http',
};

/** Both variables as the Dockerfile has them. */
export const environmentPorts: Mend = ofCompose((own, situation) => {
  const [stage] = situation.model.runtimeStages;
  const { http, prometheus } = portsOf(situation.model, stage);
  if (http?.port === undefined || prometheus?.port === undefined)
    return UNNUMBERED;
  const texts = composeTexts(situation, own.name);
  const wanted = [
    { name: http.variable.name, port: http.port },
    { name: prometheus.variable.name, port: prometheus.port },
  ];
  const missing = wanted.filter(({ name }) => !isWritten(texts, own, name));
  return ofEach(
    [
      ofEach(wanted, ({ name, port }) => {
        const said = own.environment.get(name)?.value;
        return missing.some(one => one.name === name) ||
          (said?.known && said.text === String(port))
          ? []
          : setVariable(texts, own, name, port);
      }),
      missing.length === 0 ? [] : addVariables(texts, own, missing),
    ],
    edits => edits,
  );
});

/** Whether the compose files set a variable themselves: what an `env_file` says they may say otherwise. */
function isWritten(
  texts: YamlText[],
  own: ComposeService,
  name: string,
): boolean {
  return texts.some(text => variableIn(text, own.name, name) !== undefined);
}

/** Adds variables where the service has some already, else where its build is. */
function addVariables(
  texts: YamlText[],
  own: ComposeService,
  variables: Array<{ name: string; port: number }>,
): Edit[] | Refusal {
  const path = ['services', own.name, 'environment'];
  const text = textFor(texts, own.name, 'environment');
  if (text?.at(...path)?.kind === 'map') {
    const pairs = variables.map(({ name, port }) => [name, String(port)]);
    return made(text.put(path, Object.fromEntries(pairs)));
  }
  const items = variables.map(({ name, port }) => `${name}=${port}`);
  return made(text?.addItems(path, items));
}

/** Gives a variable of the service another number, in each of the compose files that say the old one. */
export function setVariable(
  texts: YamlText[],
  own: ComposeService,
  name: string,
  port: number,
): Edit[] | Refusal {
  const value = own.environment.get(name)?.value;
  const old = value?.known ? Number(value.text) : NaN;
  const saying = texts.filter(
    text => variableIn(text, own.name, name) !== undefined,
  );
  const last = saying.at(-1);
  return ofEach(saying, text => {
    const raw = variableIn(text, own.name, name)!;
    const isPlain = !/^$|\$/.test(raw);
    const spelled =
      isPlain && text === last ? String(port) : withNumber(raw, old, port);
    if (spelled !== undefined)
      return spellVariable(text, own.name, name, spelled);
    return text === last
      ? refuse(
          `${name} comes from where Compose runs or from a file of variables, which is not edited. Set it to ${port} there.`,
        )
      : [];
  });
}

function spellVariable(
  text: YamlText,
  service: string,
  name: string,
  value: string,
): Edit[] | Refusal {
  const path = ['services', service, 'environment'];
  const tree = text.at(...path);
  if (tree?.kind !== 'list') return made(text.put([...path, name], value));
  const item = tree.items.find(candidate => nameIn(textOf(candidate)) === name);
  return item ? [text.setScalar(item, `${name}=${value}`)] : [];
}

/** What a file says a variable is; empty where it only passes it on. */
function variableIn(
  text: YamlText,
  service: string,
  name: string,
): string | undefined {
  const tree = text.at('services', service, 'environment');
  if (tree?.kind === 'map') {
    const entry = tree.entries.get(name);
    return entry && (textOf(entry.value) ?? '');
  }
  if (tree?.kind !== 'list') return undefined;
  const item = tree.items.map(textOf).find(said => nameIn(said) === name);
  return item?.slice(name.length + 1);
}

function nameIn(item: string | undefined): string | undefined {
  return item?.split('=')[0].trim();
}

/** Where variables that name a port of the service have one number, they get another. */
export function moveVariables(
  situation: Situation,
  texts: YamlText[],
  own: ComposeService,
  old: number,
  next: number,
): Edit[] {
  const { prefix } = situation.model;
  const isPort = (name: string) =>
    /(^|_)PORT$/.test(name) &&
    (prefix === undefined ||
      name.startsWith(`${prefix}_`) ||
      /^(HTTP_|PROMETHEUS_|METRICS_)?PORT$/.test(name));
  return [...own.environment].flatMap(([name, { value }]) => {
    if (!isPort(name) || !value.known || value.text !== String(old)) return [];
    const edits = setVariable(texts, own, name, next);
    return isRefusal(edits) ? [] : edits;
  });
}
