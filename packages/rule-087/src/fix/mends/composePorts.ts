import { textOf } from '../../sources/Tree';
import { Edit } from '../text/Edit';
import { YamlText } from '../text/YamlText';
import { Refusal, refuse, Situation } from '../Mend';
import { composeTexts, itemAt } from './compose/composeTexts';
import { moveVariables } from './compose/environment';
import { isOnly, republishAt, tcpPortsOf } from './compose/ports';
import { republish } from './compose/portText';

/** Where a service says another number than it should: in its environment, in the ports that it publishes, and in what asks it. */
export function setComposePort(
  situation: Situation,
  old: number,
  next: number,
): Edit[] {
  const own = situation.model.composeService;
  if (!own || old === next) return [];
  const texts = composeTexts(situation, own.name);
  const published = tcpPortsOf(own).filter(({ container }) =>
    isOnly(container, old),
  );
  return [
    ...moveVariables(situation, texts, own, old, next),
    ...published.flatMap(port => {
      const place = itemAt(texts, own.name, 'ports', port.evidence);
      const both = { host: next, container: next };
      return (place && republish(place.text, place.tree, port, both)) ?? [];
    }),
    ...texts.flatMap(text => [
      ...exposedIn(text, own.name, old, next),
      ...askedIn(text, own.name, old, next),
    ]),
  ];
}

function exposedIn(
  text: YamlText,
  service: string,
  old: number,
  next: number,
): Edit[] {
  const list = text.at('services', service, 'expose');
  return (list?.kind === 'list' ? list.items : []).flatMap(item =>
    textOf(item) === String(old) ? [text.setScalar(item, String(next))] : [],
  );
}

/** The address that the health check asks. */
function askedIn(
  text: YamlText,
  service: string,
  old: number,
  next: number,
): Edit[] {
  const test = text.at('services', service, 'healthcheck', 'test');
  const words = test?.kind === 'list' ? test.items : [test];
  const address = new RegExp(`\\b(localhost|127\\.0\\.0\\.1):${old}\\b`, 'g');
  return words.flatMap(word => {
    const said = word && textOf(word);
    const changed = said?.replace(address, `$1:${next}`);
    return word && changed !== undefined && changed !== said
      ? [text.setScalar(word, changed)]
      : [];
  });
}

/** Gives the database of a service another port on the host. */
export function setDatabasePort(situation: Situation): Edit[] | Refusal {
  const { model, ports, standard } = situation;
  const { from, to } = standard.ports.database;
  const { database: next } = ports;
  if (next === undefined) {
    return {
      reason: `It takes a port of ${from}–${to} that is reserved for the database.`,
      needs: 'database',
    };
  }
  const published = model.databases.flatMap(database =>
    tcpPortsOf(database).flatMap(port =>
      port.host ? [{ database, port }] : [],
    ),
  );
  const [only, ...more] = published;
  if (!only || more.length > 0)
    return refuse('The service has several databases, and one port was given.');
  const { name } = only.database;
  return republishAt(composeTexts(situation, name), name, only.port, {
    host: next,
  });
}
