import { ComposeService, portsOf, textOf } from '@huleedu/rule-087/model';
import { Edit, YamlText } from '@huleedu/text-edits';
import {
  isRefusal,
  ClauseFix,
  ofEach,
  Refusal,
  refuse,
  FixContext,
} from '../../ClauseFix';
import { composeTexts, made, ofCompose, textFor } from './composeTexts';
import { withNumber } from './portText';

export const UNNUMBERED: Refusal = {
  reason: 'The Dockerfile does not say both ports as numbers.',
  needs: 'http',
};

/** Both variables as the Dockerfile has them. */
export const environmentPorts: ClauseFix = ofCompose((own, fixContext) => {
  const [stage] = fixContext.model.runtimeStages;
  const { http, prometheus } = portsOf(fixContext.model, stage);
  if (http?.port === undefined || prometheus?.port === undefined)
    return UNNUMBERED;
  const wanted = [
    [http.variable.name, http.port] as const,
    [prometheus.variable.name, prometheus.port] as const,
  ].filter(([name, port]) => {
    const said = own.environment.get(name)?.value;
    return !said?.known || said.text !== String(port);
  });
  return setVariables(composeTexts(fixContext, own.name), own, new Map(wanted));
});

/** Gives variables of a service other numbers in each of the compose files that say the old ones; those that none says are added. */
function setVariables(
  texts: YamlText[],
  own: ComposeService,
  wanted: Map<string, number>,
): Edit[] | Refusal {
  const values = new Map<YamlText, Map<string, string>>();
  const set = (text: YamlText, name: string, value: string) =>
    values.set(text, (values.get(text) ?? new Map()).set(name, value));
  for (const [name, port] of wanted) {
    const value = own.environment.get(name)?.value;
    const old = value?.known ? Number(value.text) : NaN;
    const saying = texts.flatMap(text => {
      const raw = variableIn(text, own.name, name);
      return raw === undefined ? [] : [{ text, raw }];
    });
    const place = textFor(texts, own.name, 'environment');
    if (saying.length === 0 && place) set(place, name, String(port));
    for (const [index, { text, raw }] of saying.entries()) {
      const isLast = index === saying.length - 1;
      const isPlain = !/^$|\$/.test(raw);
      const spelled =
        isPlain && isLast ? String(port) : withNumber(raw, old, port);
      if (spelled !== undefined) set(text, name, spelled);
      else if (isLast)
        return refuse(
          `${name} comes from where Compose runs or from a file of variables, which is not edited. Set it to ${port} there.`,
        );
    }
  }
  return ofEach(values, ([text, pairs]) => write(text, own.name, pairs));
}

/** Writes variables all at once, as a file has them: as a map, or as a list. */
function write(
  text: YamlText,
  service: string,
  pairs: Map<string, string>,
): Edit[] | Refusal {
  const path = ['services', service, 'environment'];
  const tree = text.at(...path);
  if (tree?.kind === 'map')
    return made(text.put(path, Object.fromEntries(pairs)));
  const items = tree?.kind === 'list' ? tree.items : [];
  const edits: Edit[] = [];
  const missing: string[] = [];
  for (const [name, value] of pairs) {
    const item = items.find(candidate => nameIn(textOf(candidate)) === name);
    if (item) edits.push(text.setScalar(item, `${name}=${value}`));
    else missing.push(`${name}=${value}`);
  }
  const added = missing.length === 0 ? [] : made(text.addItems(path, missing));
  return isRefusal(added) ? added : [...edits, ...added];
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

/** Where variables that name a port of the service have numbers that move, they follow. */
export function moveVariables(
  fixContext: FixContext,
  texts: YamlText[],
  own: ComposeService,
  moves: Map<number, number>,
): Edit[] {
  const { prefix } = fixContext.model;
  const isPort = (name: string) =>
    /(^|_)PORT$/.test(name) &&
    (prefix === undefined ||
      name.startsWith(`${prefix}_`) ||
      /^(HTTP_|PROMETHEUS_|METRICS_)?PORT$/.test(name));
  const wanted = [...own.environment].flatMap(([name, { value }]) => {
    const old = value.known ? Number(value.text) : NaN;
    const next = moves.get(old) ?? old;
    // What an env_file says stays there.
    const isWritten = texts.some(
      text => variableIn(text, own.name, name) !== undefined,
    );
    return Object.is(next, old) || !isPort(name) || !isWritten
      ? []
      : [[name, next] as const];
  });
  const possible = wanted.filter(
    pair => !isRefusal(setVariables(texts, own, new Map([pair]))),
  );
  const edits = setVariables(texts, own, new Map(possible));
  return isRefusal(edits) ? [] : edits;
}
